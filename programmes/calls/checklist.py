"""What a call still lacks before it can be opened, and in which languages its texts are complete."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.lib.places import language_name
from incubator.web.texts import CODES, Texts
from programmes.calls.answers import ends_of, offered_of
from programmes.calls.models import Call, Criterion, Question, Section, Stage
from programmes.calls.states import OFFERING, Meaning, PlaceBy


@dataclass(frozen=True)
class Gap:
    """Something missing: `code` for machines, `sentence` for the coordinator, `where` it is mended (texts, form)."""

    code: str
    sentence: Any
    where: str


def languages_of(call: Call) -> tuple[str, ...]:
    """The programme's working languages that texts can be held in, first language first."""
    wanted = tuple(code for code in call.cohort.programme.languages if code in CODES)
    return wanted or (CODES[0],)


def gaps(call: Call) -> list[Gap]:
    """What stands against opening the call, in the order to mend it."""
    questions = list(Question.objects.filter(section__call=call, retired=False))
    asked = {question.meaning for question in questions}
    first = languages_of(call)[0]
    found = []
    if not call.title.get(first):
        missing = _("The title is missing in the programme's first language (%(language)s).")
        found.append(Gap("title", missing % {"language": language_name(first)}, "texts"))
    if call.closes <= timezone.now():
        found.append(Gap("deadline", _("The deadline lies in the past."), "texts"))
    if not questions:
        found.append(Gap("questions", _("The form asks nothing yet. Start with the ready-made questions."), "form"))
        return found
    needed = [
        (Meaning.NAME, True, _("No question asks for the applicant's name.")),
        (Meaning.TITLE, True, _("No question asks for the project's title.")),
        (Meaning.BIRTH, call.age_min or call.age_max, _("Age counts, but no question asks for the date of birth.")),
        (
            Meaning.COUNTRY,
            call.countries and call.country_by != PlaceBy.NATIONALITY,
            _("The country counts, but no question asks for the country of residence."),
        ),
        (
            Meaning.NATIONALITY,
            call.countries and call.country_by != PlaceBy.RESIDENCE,
            _("Nationality counts, but no question asks for it."),
        ),
        (Meaning.DISCIPLINE, call.disciplines, _("The discipline counts, but no question asks for it.")),
        (Meaning.REGION, call.regions, _("The region counts, but no question asks for the region of residence.")),
    ]
    found += [Gap(str(meaning), said, "form") for meaning, counts, said in needed if counts and meaning not in asked]
    for question in questions:
        if question.type in OFFERING and len(offered_of(question)) < 2:
            found.append(Gap("options", _("“%(question)s” offers fewer than two answers.") % {"question": question}, "form"))
    return found


def _texts(call: Call) -> Iterator[Texts]:
    yield from (call.title, call.summary, call.text, call.offers)
    for section in Section.objects.filter(call=call):
        yield from (section.title, section.help)
    for question in Question.objects.filter(section__call=call, retired=False):
        yield from (question.label, question.help, question.example, *ends_of(question), Texts(question.limits.get("text") or {}))
        yield from (Texts(option.get("label") or {}) for option in offered_of(question))
    for stage in Stage.objects.filter(call=call):
        yield from (stage.name, stage.guidance)
    for criterion in Criterion.objects.filter(stage__call=call):
        yield from (criterion.name, criterion.help, criterion.low_end, criterion.high_end)


@dataclass(frozen=True)
class Filled:
    """How many of a call's texts exist in a language; texts that exist in no language do not count."""

    language: str
    filled: int
    total: int
    wanted: bool


def completeness(call: Call) -> list[Filled]:
    """Per language, the programme's own first."""
    texts = [text for text in _texts(call) if text]
    wanted = languages_of(call)
    order = (*wanted, *(code for code in CODES if code not in wanted))
    return [Filled(code, sum(bool(text.get(code)) for text in texts), len(texts), code in wanted) for code in order]
