"""The minutes of a selection on paper: who was there, how it was done, what came of it, who signed.

In the cohort's language, or another one; in Arabic it is set from right to left.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from incubator.accounts.models import User
from incubator.lib.paper import GREY, Paper
from incubator.lib.places import country_name
from incubator.web.components.dates import moment, zone_name
from incubator.web.phrases import in_a_row
from participants.applications.models import Application
from participants.applications.states import State as ApplicationState
from participants.reviews.models import Review
from participants.reviews.queries import stages_of
from participants.reviews.states import State as ReviewState
from participants.selection.candidates import scores_of
from participants.selection.compose_models import Composition, Quota
from participants.selection.dimensions import dimensions
from participants.selection.models import Decision, Selection
from participants.selection.queries import notes_of
from participants.selection.sentences import sentence
from participants.selection.sign_off import standing
from participants.selection.states import Reply, State, Verdict
from participants.selection.story import Line, story
from programmes.calls.models import Stage
from programmes.calls.states import ScoreBy, StageKind


def language_of(selection: Selection) -> str:
    """The first language of the cohort's programme."""
    return next(iter(selection.call.cohort.programme.languages or ["fr"]))


def minutes(selection: Selection, language: str) -> bytes:
    """The PDF in a language; what people wrote stays in theirs."""
    with override(language):
        call = selection.call
        title = _("Minutes of the selection")
        paper = Paper(f"{title} · {call.title}", foot=f"{title} · {call.title}", language=language)
        paper.write_text(f"{call.organisation.long_name or call.organisation.name}\n{call.cohort}", 9.5, colour=GREY, after=2)
        paper.write_title(title)
        paper.write_text(str(call.title), 12, after=3)
        paper.write_facts(_facts(selection))
        _write_presence(paper, selection)
        _write_method(paper, selection)
        _write_quotas(paper, selection)
        _write_outcomes(paper, selection)
        _write_notes(paper, selection)
        _write_since(paper, selection)
        _write_signatures(paper, selection)
        return paper.finished()


def _at(value: datetime | None, selection: Selection) -> str:
    return moment(value, selection.call.time_zone) if value else ""


def _facts(selection: Selection) -> list[tuple[str, str]]:
    zone = zone_name(selection.call.time_zone)
    by = str(selection.published_by or "")
    places = selection.call.cohort.capacity
    return [
        (_("State"), str(selection.get_state_display())),
        (_("Places"), str(places)),
        (_("Frozen"), _at(selection.frozen, selection)),
        (_("Published"), " · ".join(filter(None, [_at(selection.published, selection), by]))),
        (_("Printed"), f"{_at(timezone.now(), selection)} ({zone})"),
    ]


def _write_presence(paper: Paper, selection: Selection) -> None:
    """Who decided and signed, and who read, by name: the minutes stay with the organisation."""
    paper.write_heading(_("Who took part"))
    deciders = User.objects.filter(pk__in=Decision.objects.filter(selection=selection).values("decided_by")).order_by("name")
    rows = Review.objects.filter(stage__call=selection.call, state=ReviewState.SUBMITTED)
    readers = User.objects.filter(pk__in=rows.values("reviewer__person")).order_by("name")
    paper.write_facts(
        [
            (_("Decided by"), in_a_row(deciders)),
            (_("Read by"), in_a_row(readers)),
        ]
    )


def _write_method(paper: Paper, selection: Selection) -> None:
    paper.write_heading(_("How it was done"))
    sent = Application.objects.filter(call=selection.call, submitted__isnull=False).count()
    paper.write_text(ngettext("%(n)s application was sent.", "%(n)s applications were sent.", sent) % {"n": sent}, after=2)
    stages = stages_of(selection.call)
    figures = _read(stages)
    for number, stage in enumerate(stages, 1):
        reviews, people = figures.get(stage.pk, (0, 0))
        said = [str(stage.get_kind_display())]
        if stage.kind != StageKind.SCREENING:
            said += [
                ngettext("%(n)s review for each", "%(n)s reviews for each", stage.reviews_each) % {"n": stage.reviews_each},
                _("blind") if stage.blind else _("with names"),
                ngettext("%(n)s reviewer", "%(n)s reviewers", people) % {"n": people},
                ngettext("%(n)s review sent", "%(n)s reviews sent", reviews) % {"n": reviews},
            ]
        criteria = in_a_row(f"{one.name} ×{one.weight}" for one in stage.criteria.all())
        paper.write_answer(f"{number}. {stage}", "\n".join(filter(None, [" · ".join(said), criteria])))
    if any(reviews for reviews, _people in figures.values()):
        paper.write_text(
            _(
                "Scores are shown raw and corrected: what a reviewer gives above or below others on the same applications is "
                "estimated by least squares with a ridge of 0.5 and taken off; reviewers who read nothing in common are not compared."
            ),
            9.5, colour=GREY, after=2,
        )  # fmt: skip


def _read(stages: Sequence[Stage]) -> dict[int, tuple[int, int]]:
    """Submitted reviews and the people who wrote them, by stage."""
    rows = Review.objects.filter(stage__in=[stage.pk for stage in stages], state=ReviewState.SUBMITTED).order_by()
    found = rows.values_list("stage").annotate(n=Count("pk"), people=Count("reviewer", distinct=True))
    return {stage: (n, people) for stage, n, people in found}


def _write_quotas(paper: Paper, selection: Selection) -> None:
    quotas = list(Quota.objects.filter(selection=selection))
    runs = Composition.objects.filter(selection=selection)
    if not quotas and not runs.exists():
        return
    paper.write_heading(_("Quotas"))
    known, accepted = dimensions(selection.call), runs.exclude(accepted=None).select_related("by").first()
    places = accepted.places if accepted else selection.call.cohort.capacity
    for quota in quotas:
        kind = _("must hold") if quota.hard else _("wished for")
        paper.write_text(f"– {sentence(quota, known, places)} ({kind})", after=0.5)
    n = runs.count()
    said = [ngettext("%(n)s composition was worked out.", "%(n)s compositions were worked out.", n) % {"n": n}] if n else []
    if accepted is not None:
        said.append(
            _("The one of %(moment)s was taken over by %(name)s.")
            % {"moment": _at(accepted.accepted, selection), "name": accepted.by or "–"}
        )
    if said:
        paper.write_text(" ".join(said), 9.5, colour=GREY, after=2)


def _write_outcomes(paper: Paper, selection: Selection) -> None:
    """Every decision with its scores; of those accepted, what they answered."""
    rows = Decision.objects.filter(selection=selection).select_related("application", "replaces__application")
    rows = rows.exclude(Q(told=None) & Q(application__state=ApplicationState.WITHDRAWN))
    decisions = list(rows.order_by("rank", "application__reference"))
    applications = [row.application for row in decisions]
    raw = scores_of(selection.call, applications, ScoreBy.RAW)
    corrected = scores_of(selection.call, applications, ScoreBy.CORRECTED)
    for verdict in Verdict:
        found = [row for row in decisions if row.verdict == verdict]
        if verdict != Verdict.WAITLISTED:
            found.sort(key=lambda row: (-(corrected.get(row.application_id) or 0), row.application.reference or ""))
        paper.write_heading(f"{str(verdict.label).capitalize()} ({len(found)})")
        for number, row in enumerate(found, 1):
            one = row.application
            about = [
                country_name(one.country),
                " / ".join(_score(values.get(one.pk)) for values in (raw, corrected)),
                _answer(row),
            ]
            # Each line in letters of one direction only: mixed ones are hard to read on paper.
            paper.write_answer(
                f"{number}. {' · '.join(filter(None, [one.reference, one.name]))}",
                "\n".join(filter(None, ["" if verdict == Verdict.DECLINED else one.title, " · ".join(filter(None, about))])),
            )
        if found:
            paper.write_text(_("The two figures are the raw mean and the corrected score, of 100."), 8.5, colour=GREY)


def _score(hundredths: int | None) -> str:
    return number_format(hundredths / 100, 1) if hundredths is not None else "–"


def _answer(row: Decision) -> str:
    said = []
    if row.replaces is not None:
        said.append(_("in the place of %(name)s") % {"name": row.replaces.application.name or row.replaces.application.reference})
    if row.verdict == Verdict.ACCEPTED and row.answer:
        said.append(str(Reply(row.answer).label))
    elif row.application.state == ApplicationState.WITHDRAWN:
        said.append(str(ApplicationState.WITHDRAWN.label))
    if row.closed:
        said.append(_("waiting list closed"))
    return " · ".join(said)


def _write_notes(paper: Paper, selection: Selection) -> None:
    """Those of the committee, and those beside single decisions."""
    notes = [(note.application, str(note.by or ""), note.at, note.text) for note in notes_of(selection)]
    beside = Decision.objects.filter(selection=selection).exclude(note="").select_related("application", "decided_by")
    notes += [(row.application, str(row.decided_by or ""), row.decided, row.note) for row in beside]
    if not notes:
        return
    paper.write_heading(_("Notes of the committee"))
    for application, by, at, text in sorted(notes, key=lambda note: note[2]):
        about = f"{application.reference} {application.title}" if application else _("on the selection")
        paper.write_answer(about, text, note=f"{by} · {_at(at, selection)}")


SINCE = ("promote", "lapse", "take_back", "confirm", "turn_down", "withdraw", "extend", "close_waiting", "hand")


def _write_since(paper: Paper, selection: Selection) -> None:
    """What happened after publication, line by line."""
    if selection.state != State.PUBLISHED or selection.published is None:
        return
    rows = [line for line in story(selection) if line.at > selection.published and _is_since(line)]
    if not rows:
        return
    paper.write_heading(_("Since publication"))
    for line in rows:
        about = in_a_row(line.about) + (f" +{line.unnamed}" if line.unnamed > 0 else "")
        who = line.who or _("the clock")
        paper.write_answer(f"{_at(line.at, selection)} · {who}", " · ".join(filter(None, [line.did, about, line.said])))


def _is_since(line: Line) -> bool:
    return line.verb.removeprefix("participants.").startswith(SINCE)


def _write_signatures(paper: Paper, selection: Selection) -> None:
    signed = standing(selection)
    paper.write_heading(_("Signatures"))
    paper.write_text(_("What will be told, or was: code %(code)s") % {"code": signed.code}, 9.5, colour=GREY, after=2)
    for one in signed.holding:
        paper.write_answer(f"{one.get_role_display()} · {_at(one.at, selection)}", one.name)
    if not signed.holding:
        paper.write_text("\n\n".join(["…" * 30] * 2), after=2)
