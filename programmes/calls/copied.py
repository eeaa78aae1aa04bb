"""What a call made from another one took over, and what is still to be set: for the coordinator who made it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incubator.lib.places import language_name
from incubator.web.texts import CODES
from programmes.calls import phrases
from programmes.calls.models import Call, Question
from programmes.calls.queries import questions_of, rules_of, stages_of


@dataclass(frozen=True)
class Moved:
    """A date that moved with the cohort; `day` and `moment` are empty where the source had none."""

    label: Any
    moment: datetime | None = None
    day: date | None = None


@dataclass(frozen=True)
class Summary:
    """`taken` are pairs of a label and a text; `remarks` are sentences on what did not come along as it was."""

    source: Call
    taken: list[tuple[Any, str]]
    dates: list[Moved]
    remarks: list[str]


def summary(call: Call) -> Summary | None:
    """None for a call that was not copied, or whose source is gone."""
    source = call.copied_from
    if source is None:
        return None
    here, there = list(questions_of(call)), list(questions_of(source))
    dates = [
        Moved(_("Opens"), moment=call.opens), Moved(_("Deadline"), moment=call.closes),
        Moved(_("Deadline of the second step"), moment=call.second_closes),
        Moved(_("Answer by"), day=call.answer_by), Moved(_("Ages counted on"), day=call.age_on),
    ]  # fmt: skip
    return Summary(source, _taken(call, here), dates, _remarks(here, there))


def _taken(call: Call, questions: list[Question]) -> list[tuple[Any, str]]:
    stages = list(stages_of(call))
    lines = phrases.rule_lines(rules_of(call, questions))
    languages = [language_name(code) for code in CODES if call.title.get(code)]
    sections = len({question.section_id for question in questions})
    criteria = sum(len(stage.criteria.all()) for stage in stages)
    found = [
        (_("Texts"), ", ".join(languages)),
        (_("Sections"), str(sections)),
        (_("Questions"), str(len(questions))),
        (capfirst(_("asked on an answer")), str(sum(question.shown_if_id is not None for question in questions))),
        (_("Rules"), "; ".join(map(str, lines))),
        (_("Stages"), phrases.together(str(stage) for stage in stages)),
        (_("Criteria"), str(criteria)),
    ]
    return [(label, text) for label, text in found if text not in ("", "0")]


def _remarks(here: list[Question], there: list[Question]) -> list[str]:
    asked = [question for question in there if not question.retired]
    lost = sum(q.shown_if_id is not None for q in asked) - sum(q.shown_if_id is not None for q in here)
    retired = len(there) - len(asked)
    said = []
    if lost > 0:
        always = ngettext(
            "%(n)s question depended on an answer that is no longer asked for: it is now asked always.",
            "%(n)s questions depended on an answer that is no longer asked for: they are now asked always.",
            lost,
        )
        said.append(always % {"n": lost})
    if retired:
        left = ngettext(
            "%(n)s question that was no longer asked stayed behind.",
            "%(n)s questions that were no longer asked stayed behind.",
            retired,
        )
        said.append(left % {"n": retired})
    return said
