"""Ateliers Sud-Sud: the finished call from its applications to its cohort, and the call that is open now, in two steps."""

from datetime import date
from typing import Any

from incubator.demo.clock import from_today, told_at
from incubator.demo.facts import data
from incubator.demo.stage import Stage
from incubator.demo.writing import comment, idea, language_of, long_idea, title, town
from incubator.organisations import actions as organisations
from incubator.organisations.states import SignOff
from participants.applications import actions as applications
from participants.applications.models import Application
from participants.applications.states import Why
from participants.demo import stages as stages_demo
from participants.demo.calls import announced, filled, questions_of
from participants.demo.papers import dossier, stills
from participants.demo.talk import talk
from participants.participations import actions as participations
from participants.reviews import actions as reviews
from participants.reviews.models import Review
from participants.selection import actions as selections
from participants.selection.dimensions import dimensions
from participants.selection.models import Selection
from participants.selection.quota_templates import templates
from participants.selection.sign_off import digest
from participants.selection.subscribers import compose
from programmes.calls.models import Call
from programmes.calls.states import Meaning, Step

SUD_SUD = "ateliers-sud-sud"
APPLICATIONS = 186
WAITING = 9
COUNTRIES = ["TN", "MA", "SN", "KE", "CI"]
DISCIPLINES = ["animation", "virtual-reality", "documentary"]
PANEL = [
    ("Rokhaya Sarr", "SN"),
    *(("", country) for country in ("TN", "MA", "KE", "CI", "SN", "TN", "MA", "KE", "CI", "FR", "FR", "SN")),
]


def load(stage: Stage) -> None:
    finished_call(stage)
    open_call(stage)


# --- the finished call ---
def finished_call(stage: Stage) -> None:
    cohort, by = stage.rows[f"{SUD_SUD}/first"], stage.people["coordinator"]
    call = announced(stage, SUD_SUD, cohort, data("calls")["first"], opens=from_today(-520), closes=from_today(-470),
                     slug="ateliers-sud-sud-1", countries=COUNTRIES, age_min=18, age_max=35, age_on=from_today(-470).date())  # fmt: skip
    stage.rows["call/first"] = call
    path = stages_demo.laid(call, stage.rows[f"{call.slug}/stage"], by=by, screened=-462, read=-448, met=-432)
    count = APPLICATIONS * stage.scale
    ideas = {11 + 17 * place: row for place, row in enumerate(data("people")["favourites"])}
    sent = [_apply(stage, call, -519 + 48 * number / count, known=ideas.get(number)) for number in range(count)]
    with told_at(from_today(-465)):
        panel = _panel(stage, call, by)
        stages_demo.screened(path, sent, by=by)
    with told_at(from_today(-460)):
        found = stages_demo.round_opened(path, by=by)
        _read_all(stage, path.panel)
        stages_demo.round_closed(found, by=by)
    with told_at(from_today(-455)):
        reviews.assign(path.panel, by=by)
        _read_all(stage, path.panel)
    with told_at(from_today(-446)):
        met = stages_demo.invited(path, panel[:3], by=by)
    with told_at(from_today(-434)):
        _read_all(stage, path.interview)
        stages_demo.concluded(met, by=by)
    _select(stage, call, len(sent), panel)


def _apply(stage: Stage, call: Call, when: float, known: dict[str, Any] | None = None) -> Any:
    """One person applies at a moment: writes, sends. `known` is a row of the data's favourites."""
    chance = stage.chance
    if known:
        gender, language = known["gender"], known["language"]
        person = stage.people.get(known.get("account", "")) or stage.named(known["name"], known["country"], language=language)
        stage.rows.setdefault("favourites", set()).add(person.pk)
    else:
        country = chance.choice(COUNTRIES)
        gender, language = chance.choice(["f", "f", "m", "m", "o"]), language_of(chance, country)
        person = stage.invent(country, "m" if gender == "m" else "f", language=language)
    with told_at(from_today(when)):
        application = applications.begin(call, by=person, language=language)
        answers = _answers(stage, call, person, person.country, gender, language, known or {})
        applications.save_answers(application, answers, by=person)
        return applications.submit(application, by=person)


def _answers(
    stage: Stage, call: Call, person: Any, country: str, gender: str, language: str, known: dict[str, Any] | None = None
) -> dict[int, Any]:
    chance, place = stage.chance, town(stage.chance, country)
    known = known or {}
    discipline = chance.choice(DISCIPLINES)
    birth = date(date.today().year - chance.randint(21, 34), chance.randint(1, 12), chance.randint(1, 28))  # noqa: DTZ011
    by_meaning = {
        Meaning.NAME: person.name,
        Meaning.BIRTH: birth.isoformat(),
        Meaning.COUNTRY: country,
        Meaning.REGION: known.get("town", place),
        Meaning.TITLE: known.get("title") or title(chance, language, place),
        Meaning.DISCIPLINE: known.get("discipline", discipline),
        Meaning.SUMMARY: known.get("idea") or idea(chance, "fr" if language == "ar" else language, discipline, place),
    }
    answers: dict[int, Any] = {}
    questions = questions_of(stage, call)
    for question in questions:
        if question.meaning == Meaning.GENDER:
            answers[question.pk] = _choice(question, {"f": 0, "m": 1, "o": 2}[gender])
        elif question.meaning in by_meaning:
            answers[question.pk] = by_meaning[Meaning(question.meaning)]
        elif question.type == "long":
            answers[question.pk] = long_idea(language)
    return filled(questions, answers, person, language)


def _choice(question: Any, place: int) -> str:
    return str(question.options[min(place, len(question.options) - 1)]["value"])


def _panel(stage: Stage, call: Call, by: Any) -> list[Any]:
    """Thirteen readers of several tongues; the reviewer account is the first."""
    panel = []
    for name, country in PANEL:
        person = stage.people["reviewer"] if name else stage.invent(country, language="en" if country == "KE" else "fr")
        tongues = {"KE": ["en", "fr"], "TN": ["fr", "ar", "en"], "MA": ["fr", "ar"]}.get(country, ["fr", "en"])
        panel.append(
            reviews.add_reviewer(call, by=by, person=person, languages=tongues, disciplines=DISCIPLINES[:2], least=5, most=60)
        )
    return panel


def _read_all(stage: Stage, panel_stage: Any, share: float = 1.0) -> None:
    """Every review is written: an application has its worth, a reader a temper, and the rest is chance."""
    chance = stage.chance
    worth: dict[int, float] = {}
    temper: dict[int, float] = {}
    criteria = list(panel_stage.criteria.all())
    rows = (
        Review.objects.filter(stage=panel_stage, state="assigned")
        .select_related("reviewer__person", "application", "stage")
        .order_by("pk")
    )
    for review in rows:
        if chance.random() > share:
            continue
        favourite = review.application.applicant_id in stage.rows.get("favourites", set())
        if review.application_id not in worth:
            worth[review.application_id] = 0.94 if favourite else min(0.8, chance.gauss(0.55, 0.17))
        quality = worth[review.application_id]
        lean = temper.setdefault(review.reviewer_id, chance.gauss(0, 0.09))
        if favourite:
            lean = max(lean, 0)  # the works of the demo are theirs: who reads them does not decide whether they come in
        scores = {
            one.pk: round(one.lowest + (one.highest - one.lowest) * min(1, max(0, quality + lean + chance.gauss(0, 0.1))))
            for one in criteria
        }
        mood = "good" if quality > 0.6 else "fair"
        by = review.reviewer.person
        reviews.save_review(
            review, by=by, scores=scores, comment=comment(chance, mood), for_applicant=comment(chance, "for_applicant")
        )
        reviews.submit_review(review, by=by)


def _select(stage: Stage, call: Call, count: int, panel: list[Any]) -> None:
    """The best fifteen with at least two of each country and gender balance, a waiting list, the letters, the answers."""
    by = stage.people["coordinator"]
    with told_at(from_today(-430)):
        selection = selections.open_selection(call, by=by)
        # The story knows who was in the cohort: their works hang in the showcase, however the readers' tempers fall out.
        for known in call.applications.filter(applicant__in=stage.rows["favourites"], score__isnull=False).order_by("pk"):
            selections.pin(known, "in", by=by, reason="Choix unanime du comité.")
        run = _compose(selection, by)
        selections.accept_composition(
            run, by=by, decided=selections.decided_mark(selection), waiting=WAITING, rest="declined"
        )  # fmt: skip
        chosen = list(call.applications.filter(decision__verdict="accepted").order_by("-score", "pk"))
        selections.edit_letters(
            selection, by=by, **data("calls")["letters"], share_comments=True, reply_by=from_today(-415).date()
        )
        selections.add_note(selection, by=by, text=data("calls")["note"])
        selection = selections.freeze(selection, by=by)
    _sign_and_publish(stage, selection)
    _answer(stage, call, selection, chosen)
    stage.rows["participants/first"] = list(call.cohort.participations.select_related("person"))
    for one in stage.rows["participants/first"]:
        _settle(stage, one)


def _sign_and_publish(stage: Stage, selection: Selection) -> None:
    """Amavi asks for two signatures, one of them an owner's."""
    by, owner = stage.people["coordinator"], stage.people["owner"]
    with told_at(from_today(-429.5)):
        organisations.edit(selection.organisation, by=owner, sign_off=SignOff.OWNER)
        selection = Selection.objects.select_related("call__cohort__programme__organisation").get(pk=selection.pk)
        for signs in (by, owner):
            selections.sign(selection, by=signs, digest=digest(selection))
    with told_at(from_today(-429)):
        selections.publish(selection, by=by)


def _answer(stage: Stage, call: Call, selection: Selection, chosen: list[Any]) -> None:
    """Thirteen say yes in their space and one on the phone; one says no, and who steps in for them takes the place."""
    by = stage.people["coordinator"]
    for application in chosen:
        application.refresh_from_db()
    known = stage.rows.get("favourites", set())
    unknown = [application for application in chosen if application.applicant_id not in known]
    left, phoned = unknown[-1], unknown[-2]
    with told_at(from_today(-425)):
        for application in chosen:
            if application not in (left, phoned):
                selections.answer_offer(application, True, by=application.applicant)
    with told_at(from_today(-424)):
        selections.answer_for(phoned, True, by=by, how="au téléphone, rappel du même jour")
        selections.answer_offer(left, False, by=left.applicant)
    with told_at(from_today(-423)):
        promoted = selections.pass_on(left, by=by)
    with told_at(from_today(-420)):
        stepped_in = Application.objects.select_related("applicant").get(pk=promoted.application_id)
        stepped_in.call = call
        selections.answer_offer(stepped_in, True, by=stepped_in.applicant)
    with told_at(from_today(-405)):
        selections.close_waiting(selection, by=by)


TONGUES = {"TN": ["fr", "ar"], "MA": ["fr", "ar"], "SN": ["fr", "wo"], "KE": ["en", "sw"], "CI": ["fr"]}


def _settle(stage: Stage, one: Any) -> None:
    """In the group of their country, with their languages; the project goes on from workshop to workshop."""
    by, project = stage.people["coordinator"], one.projects.get()
    group = stage.rows[f"{one.cohort.slug}/group/{one.country}"]
    with told_at(from_today(-420)):
        participations.edit(one, by=by, groups=[group], country=one.country, languages=TONGUES[one.country])
    for when, stage_of_creation in ((-360, "development"), (-225, "production"), (-80, "finished")):
        if stage_of_creation != "finished" or one.person_id in stage.rows["favourites"]:
            with told_at(from_today(when)):
                participations.advance(project, by=one.person, stage=stage_of_creation)


def _compose(selection: Any, by: Any) -> Any:
    """What the programme asks for: two of each country, gender balance; composed at once, not by the worker."""
    known, places = dimensions(selection.call), selection.call.cohort.capacity
    rows = next(one for one in templates(selection.call, known, places) if one.key == "each-country").rows
    selections.replace_quotas(selection, rows, by=by)
    run = selections.request_composition(selection, by=by)
    compose({"run": run.pk})
    run.refresh_from_db()
    return run


# --- the call open now ---
def open_call(stage: Stage) -> None:
    cohort, by = stage.rows[f"{SUD_SUD}/second"], stage.people["coordinator"]
    call = announced(stage, SUD_SUD, cohort, data("calls")["second"], opens=from_today(-20), closes=from_today(24), form=SUD_SUD,
                     slug="ateliers-sud-sud-2", countries=COUNTRIES, age_min=18, age_max=35, age_on=from_today(24).date(),
                     second_closes=from_today(52).replace(hour=22, minute=59, second=0), answer_by=from_today(80).date(), team_max=3)  # fmt: skip
    stage.rows["call/second"] = call
    sent = [_apply(stage, call, -19 + 18.5 * number / 41) for number in range(41)]
    for number in range(7):
        _begin_only(stage, call, -3 + number / 4)
    draft = _begin_only(stage, call, -1, stage.people["applicant"])
    _team(stage, draft, -0.8)
    path = stages_demo.laid(call, stage.rows[f"{call.slug}/stage"], by=by, screened=30, read=60, met=75)
    with told_at(from_today(-2)):
        panel = _panel(stage, call, by)
        _ties(stage, call, sent, panel)
        stages_demo.screened(path, sent[:36], by=by, doubts=4)
    with told_at(from_today(-1.5)):
        found = stages_demo.round_opened(path, by=by)
        _read_all(stage, path.panel)
        stages_demo.round_closed(found, by=by)
    with told_at(from_today(-1)):
        reviews.assign(path.panel, by=by)
    with told_at(from_today(-0.5)):
        _read_all(stage, path.panel, share=0.4)
    _second_step(stage, call, by)
    talk(stage, stage.rows[f"{call.slug}/stage"], by)
    with told_at(from_today(-0.1)):
        _compose(selections.open_selection(call, by=by), by)


def _ties(stage: Stage, call: Call, sent: list[Any], panel: list[Any]) -> None:
    """Two ties that were found and wait for a coordinator: a house in common, and somebody named by an applicant."""
    by, named = stage.people["coordinator"], stage.rows[f"{call.slug}/form"]
    reviews.edit_reviewer(panel[4], by=by, affiliation="Studio Zitouna SARL")
    written = {sent[5]: {"house": "Studio Zitouna"}, sent[17]: {"apart": f"{panel[7].person.name}, avec qui j’ai un différend."}}
    for application, answers in written.items():
        applications.save_answers(application, {named[key].pk: text for key, text in answers.items()}, by=application.applicant)
    reviews.look_for_ties(call)


def _second_step(stage: Stage, call: Call, by: Any) -> None:
    """Four ideas that were liked are invited to tell more: one has, one is writing, two have not begun."""
    words, named = data("applicants")[f"{SUD_SUD}/second"], stage.rows[f"{call.slug}/form"]
    read = Review.objects.filter(
        reviewer__person=stage.people["reviewer"], application__language__in=["fr", "en"], state="assigned"
    )
    shown = list(call.applications.filter(pk__in=read.values("application")).order_by("pk")[:1])  # whose files the account opens
    best = call.applications.filter(score__isnull=False, language__in=["fr", "en"]).exclude(pk__in=[one.pk for one in shown])
    liked = [*shown, *best.order_by("-score", "pk")[: 4 - len(shown)]]
    until = call.second_closes
    with told_at(from_today(-0.4)):
        openings = applications.open_all_again(liked, by=by, why=Why.SECOND, closes=until)
    for place, opening in enumerate(openings[:2]):
        person, language = opening.application.applicant, opening.application.language
        assert person is not None
        lines = [{"label": label, "amount": amount} for label, amount in words["lines"]]
        told = {"story": words["story"][language], "africa": words["africa"][language], "progress": 3, "passport": "valid",
                "budget": {"lines": lines, "asked": "6000"}, "found": "2500", "team": [{"name": person.name, "role": "réalisation"}]}  # fmt: skip
        answers = {named[name].pk: value for name, value in told.items()}
        with told_at(from_today(-0.2)):
            if place:
                applications.save_in_opening(opening, dict(list(answers.items())[:3]), by=person)
                continue
            whole = filled(questions_of(stage, call, Step.SECOND), answers, person, language)
            applications.save_in_opening(opening, whole, by=person)
            for name, paper in (("pictures", stills), ("dossier", dossier)):
                applications.attach_in_opening(opening, named[name], paper(stage.chance), by=person)
            applications.send_opening(opening, by=person)


def _team(stage: Stage, draft: Any, when: float) -> None:
    """One who writes with the applicant, and one who has not answered yet."""
    lead, chance = stage.people["applicant"], stage.chance
    with told_at(from_today(when)):
        fellow = stage.invent(chance.choice(COUNTRIES), language="fr")
        member = applications.invite(draft, by=lead, email=fellow.email, name=fellow.name, role="son", language="fr")
        applications.join_team(member, member.token, by=fellow, name=fellow.name, agreed="")
        named = stage.rows[f"{draft.call.slug}/form"]["title"]
        applications.save_answers(draft, {named.pk: title(chance, "fr", town(chance, fellow.country))}, by=fellow)
        asked = stage.invent(chance.choice(COUNTRIES), language="ar")
        applications.invite(draft, by=lead, email=asked.email, name=asked.name, role="image", language="ar", edits="none")


def _begin_only(stage: Stage, call: Call, when: float, person: Any = None) -> Any:
    """A draft: a few answers, not sent."""
    country = person.country if person else stage.chance.choice(COUNTRIES)
    person = person or stage.invent(country, language=language_of(stage.chance, country))
    with told_at(from_today(when)):
        draft = applications.begin(call, by=person, language=person.language)
        answers = _answers(stage, call, person, country, "f", "fr")
        return applications.save_answers(draft, dict(list(answers.items())[:5]), by=person).application
