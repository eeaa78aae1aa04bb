"""The form of a call: sections and questions in their order."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from incubator.accounts.models import User
from incubator.audit.actions import action, locked
from incubator.lib.errors import Refused
from programmes.calls import answers as reading
from programmes.calls import starter
from programmes.calls.actions.rows import changeable, fill, gone, in_use, next_place, put, swap, told, write_order
from programmes.calls.answers.figures import DEFAULT_CURRENCY
from programmes.calls.models import Call, Question, Section
from programmes.calls.states import OFFERING, Meaning, PlaceBy, State, Type

SECTION_FIELDS = ("title", "help", "step")
QUESTION_FIELDS = (
    "type meaning label help example required hidden_when_blind private options limits shown_if shown_if_value section "
    "wanted wanted_soft"
).split()
FITS = {
    Meaning.NAME: (Type.SHORT,),
    Meaning.TITLE: (Type.SHORT,),
    Meaning.SUMMARY: (Type.SHORT, Type.LONG),
    Meaning.BIRTH: (Type.DATE,),
    Meaning.COUNTRY: (Type.COUNTRY,),
    Meaning.REGION: (Type.REGION, Type.SHORT, Type.CHOICE),
    Meaning.NATIONALITY: (Type.COUNTRY,),
    Meaning.GENDER: (Type.CHOICE,),
    Meaning.DISCIPLINE: (Type.CHOICE,),
    Meaning.ORGANISATION: (Type.SHORT,),
    Meaning.APART: (Type.SHORT, Type.LONG),
}
"""Types that can carry a meaning."""
ONE_ONLY = ("type", "label", "meaning", "section", "wanted", "wanted_soft")
"""What a second question of the same kind does not take over, or is given on its own."""


def _own(call: Call, meaning: str, besides: Question | None) -> None:
    same = Question.objects.filter(section__call=call, meaning=meaning, retired=False)
    if besides is not None:
        same = same.exclude(pk=besides.pk)
    if other := same.first():
        said = _("“%(question)s” already asks for this. A meaning belongs to one question.")
        raise Refused(said % {"question": other})


def _condition(call: Call, fields: dict[str, Any], row: Question | None) -> None:
    on: Question | None = fields.get("shown_if", row.shown_if if row else None)
    if on is None:
        if "shown_if" in fields:
            fields["shown_if_value"] = ""
        return
    value = fields.get("shown_if_value", row.shown_if_value if row else "")
    offered = [one for one, _said in reading.conditions_of(on)]
    if on.section.call_id != call.pk or (row is not None and on.pk == row.pk) or not (offered or on.type in OFFERING):
        raise Refused(_("A question can depend on another question of this call that offers choices, a scale or a consent."))
    if value not in [*offered, *reading.values_of(on)]:
        raise Refused(_("Choose the answer on which the question is shown."))
    if row is not None and _hangs_on(on, row):
        raise Refused(
            _("“%(question)s” is shown on an answer to this one itself: neither would ever be asked.") % {"question": on}
        )


def _hangs_on(question: Question, other: Question) -> bool:
    """Whether a question is asked only where `other` is, over however many conditions."""
    seen: set[int] = set()
    while question.shown_if is not None and question.pk not in seen:
        if question.shown_if_id == other.pk:
            return True
        seen.add(question.pk)
        question = question.shown_if
    return False


def _lawful(call: Call, fields: dict[str, Any], row: Question | None = None) -> None:
    kind = fields.get("type", row.type if row else "")
    meaning = fields.get("meaning", row.meaning if row else "")
    if row is not None and kind != row.type and in_use(row):
        raise Refused(_("This question was answered already, so its type stays. Add a new question instead."))
    if meaning:
        if kind not in FITS[Meaning(meaning)]:
            types = ", ".join(str(one.label) for one in FITS[Meaning(meaning)])
            raise Refused(_("This meaning needs a question of type: %(types)s.") % {"types": types})
        _own(call, meaning, row)
    if meaning == Meaning.TITLE and fields.get("private", row.private if row else False):
        raise Refused(_("The title is what everybody calls the project by: it cannot be for coordinators only."))
    if kind == Type.CONSENT and not any((fields.get("limits", row.limits if row else {}) or {}).get("text", {}).values()):
        raise Refused(_("Write the text one agrees to."))
    options = fields.get("options", row.options if row else [])
    values = [option["value"] for option in options]
    if len(values) != len(set(values)):
        raise Refused(_("Two answers have the same name."))
    wanted = fields.get("wanted", row.wanted if row else "")
    if wanted and (kind != Type.CHOICE or wanted not in values):
        raise Refused(_("A rule of this call wants the answer that would go with this change. Change the rule first."))
    _condition(call, fields, row)


def _kept_apart(fields: dict[str, Any], row: Question | None = None) -> None:
    """Who is named in answer to such a question must never read it: it is for coordinators only, whatever was ticked."""
    if fields.get("meaning", row.meaning if row else "") == Meaning.APART:
        fields["private"] = True


def _priced(call: Call, kind: str, fields: dict[str, Any]) -> None:
    """A question of money says its currency, the cohort's where none is given: answers are read without the call."""
    if kind in (Type.MONEY, Type.BUDGET) and not (fields.get("limits") or {}).get("currency"):
        fields["limits"] = (fields.get("limits") or {}) | {"currency": call.cohort.currency or DEFAULT_CURRENCY}


def _with_former(row: Question, options: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The options, and those that answers may hold and that are missing among them: kept, offered no more."""
    named = {str(option["value"]) for option in options}
    former = [option for option in row.options if str(option["value"]) not in named]
    return [*map(dict, options), *(dict(option) | {"retired": True} for option in former)]


@action
def add_section(call: Call, *, by: User | None, title: Any, **fields: Any) -> Section:
    row = changeable(call)
    section = Section(call=row, title=title, order=next_place(Section.objects.filter(call=row)))
    fill(section, fields, SECTION_FIELDS)
    section.save()
    told(row, "add_section", by=by, on=section)
    return section


@action
def edit_section(section: Section, *, by: User | None, **fields: Any) -> Section:
    call = changeable(section.call)
    row = locked(section)
    if changed := put(row, fields, SECTION_FIELDS):
        told(call, "edit_section", by=by, on=row, detail={"changed": changed})
    return row


@action
def move_section(section: Section, direction: str, *, by: User | None) -> Section:
    """One place "up" or "down"; at the end nothing happens."""
    call = changeable(section.call)
    if swap(list(Section.objects.filter(call=call)), section, direction):
        told(call, "move_section", by=by, on=section, detail={"direction": direction})
    return section


@action
def remove_section(section: Section, *, by: User | None) -> None:
    """Only an empty one: its questions are moved or removed first."""
    call = changeable(section.call)
    if count := section.questions.count():
        said = ngettext(
            "This section still holds %(count)s question (those no longer asked count too). Move or remove it first.",
            "This section still holds %(count)s questions (those no longer asked count too). Move or remove them first.",
            count,
        )
        raise Refused(said % {"count": count})
    detail = {"title": str(section)}
    section.delete()
    told(call, "remove_section", by=by, detail=detail)


@action
def add_question(
    section: Section,
    *,
    by: User | None,
    type: str,  # noqa: A002
    label: Any,
    after: Question | None = None,
    **fields: Any,
) -> Question:
    """A further question at the end of a section, or right after another one. Limits by type: see `answers`."""
    call = changeable(section.call)
    _priced(call, type, fields)
    _kept_apart(fields)
    _lawful(call, fields | {"type": type})
    question = Question(section=section, type=type, label=label, order=next_place(Question.objects.filter(section=section)))
    fill(question, fields, QUESTION_FIELDS)
    question.save()
    if after is not None and after.section_id == section.pk:
        _put_at(question, section, after=after)
    told(call, "add_question", by=by, on=question)
    return question


@action
def edit_question(question: Question, *, by: User | None, **fields: Any) -> Question:
    """Change a question; with `section` it goes to the end of another one. Answered ones keep their type, and the options
    that are not named any more are kept for reading. What a change does to answers is said by `usage.effects`.
    """
    call = changeable(question.section.call)
    row = locked(question)
    if "limits" in fields:
        _priced(call, fields.get("type", row.type), fields)
    if "options" in fields and in_use(row):
        fields["options"] = _with_former(row, fields["options"])
    _kept_apart(fields, row)
    _lawful(call, fields, row)
    target = fields.get("section")
    if target is not None and target.pk != row.section_id:
        if target.call_id != call.pk:
            raise Refused(_("This section belongs to another call."))
        row.order = next_place(Question.objects.filter(section=target))
        row.save(update_fields=["order"])
    if changed := put(row, fields, QUESTION_FIELDS):
        told(call, "edit_question", by=by, on=row, detail={"changed": changed})
    return row


def _put_at(row: Question, section: Section, *, place: int | None = None, after: Question | None = None) -> None:
    """Write a question at a place among those asked in a section; retired ones stay at its end."""
    others = list(Question.objects.filter(section=section).exclude(pk=row.pk).order_by("retired", "order", "pk"))
    if after is not None:
        place = [one.pk for one in others].index(after.pk) + 1
    asked = sum(not one.retired for one in others)
    place = min(max(place or 0, 0), asked)
    if row.section_id != section.pk:
        row.section = section
        row.save(update_fields=["section"])
    write_order([*others[:place], row, *others[place:]])


@action
def place_question(question: Question, section: Section, place: int, *, by: User | None) -> Question:
    """To a place (from 0) among the questions asked in a section of the same call."""
    call = changeable(question.section.call)
    if section.call_id != call.pk:
        raise Refused(_("This section belongs to another call."))
    row = locked(question)
    _put_at(row, section, place=place)
    told(call, "move_question", by=by, on=row, detail={"section": section.pk, "place": place})
    return row


@action
def place_section(section: Section, place: int, *, by: User | None) -> Section:
    """To a place (from 0) among the sections."""
    call = changeable(section.call)
    others = list(Section.objects.filter(call=call).exclude(pk=section.pk))
    place = min(max(place, 0), len(others))
    write_order([*others[:place], locked(section), *others[place:]])
    told(call, "move_section", by=by, on=section, detail={"place": place})
    return section


@action
def duplicate_question(question: Question, *, by: User | None) -> Question:
    """The same once more, right after it; without its meaning, which belongs to one question."""
    same = {name: getattr(question, name) for name in QUESTION_FIELDS if name not in ONE_ONLY}
    same["options"] = reading.offered_of(question)
    return add_question(question.section, by=by, type=question.type, label=question.label, after=question, **same)


def _to_neighbour(question: Question, direction: str, call: Call) -> bool:
    """From the edge of its section to the near edge of the next one; False at the end of the form."""
    sections = list(Section.objects.filter(call=call))
    there = sections.index(question.section) + (1 if direction == "down" else -1)
    if not 0 <= there < len(sections):
        return False
    others = list(Question.objects.filter(section=sections[there]).order_by("order", "pk"))
    question.section = sections[there]
    question.save(update_fields=["section"])
    write_order([question, *others] if direction == "down" else [*others, question])
    return True


@action
def move_question(question: Question, direction: str, *, by: User | None) -> Question:
    """One place "up" or "down", over the edge of its section into the next one."""
    call = changeable(question.section.call)
    row = locked(question)
    asked = list(Question.objects.filter(section=row.section, retired=False).order_by("order", "pk"))
    if swap(asked, row, direction) or _to_neighbour(row, direction, call):
        told(call, "move_question", by=by, on=row, detail={"direction": direction})
    return row


@action
def remove_question(question: Question, *, by: User | None) -> Question | None:
    """Gone where nobody answered it; else no longer asked, with its answers readable: then the question is returned."""
    call = changeable(question.section.call)
    row = locked(question)
    depending = Question.objects.filter(shown_if=row, retired=False).first()
    if depending is not None:
        raise Refused(_("“%(question)s” is shown on an answer to this one. Change that first.") % {"question": depending})
    detail = {"label": str(row)}
    if gone(question):
        told(call, "remove_question", by=by, detail=detail)
        return None
    put(row, {"retired": True}, ["retired"])
    told(call, "retire_question", by=by, on=row)
    return row


@action
def restore_question(question: Question, *, by: User | None) -> Question:
    """Ask again what is no longer asked."""
    call = changeable(question.section.call)
    row = locked(question)
    if row.meaning:
        _own(call, row.meaning, row)
    if put(row, {"retired": False}, ["retired"]):
        told(call, "restore_question", by=by, on=row)
    return row


@action
def starter_questions(call: Call, *, by: User | None) -> list[Question]:
    """The ready-made form in five languages, so that a new call is usable at once. Only for a draft that asks nothing."""
    row = changeable(call)
    if row.state != State.DRAFT or Question.objects.filter(section__call=row).exists():
        raise Refused(_("This call already asks questions."))
    Section.objects.filter(call=row).delete()
    made = []
    for title, questions in starter.sections(
        row.cohort.programme.disciplines, row.regions, nationality=row.country_by != PlaceBy.RESIDENCE
    ):
        section = add_section(row, by=by, title=title)
        made += [add_question(section, by=by, **fields) for fields in questions]
    return made
