"""How a question is answered so far, as told by the room that holds answers, and what a change of it would do to them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incubator.web.texts import Texts
from programmes.calls import answers as reading
from programmes.calls.models import Question
from programmes.calls.states import FILES, OFFERING, Type


@dataclass(frozen=True)
class Use:
    """How many applications answer a question, sent ones and drafts, out of how many there are."""

    sent: int = 0
    drafts: int = 0
    all_sent: int = 0
    all_drafts: int = 0

    @property
    def total(self) -> int:
        return self.sent + self.drafts


@dataclass(frozen=True)
class Source:
    """`count(question)` gives its use; `values(question)` every answer to it, one after the other."""

    count: Callable[[Any], Use]
    values: Callable[[Any], Iterator[Any]]


_source: list[Source] = []


def answers_come_from(source: Source) -> None:
    """Called once by the room that holds answers."""
    _source[:] = [source]


def use_of(question: Question) -> Use:
    return _source[0].count(question) if _source else Use()


def answers_to(question: Question) -> Iterator[Any]:
    return (value for value in (_source[0].values(question) if _source else ()) if not reading.blank(value))


def options_used(question: Question) -> Counter[str]:
    """How many answers hold each option."""
    found: Counter[str] = Counter()
    for value in answers_to(question):
        found.update(str(one) for one in (value if isinstance(value, list) else [value]))
    return found


@dataclass(frozen=True)
class Effect:
    """Something a change does to answers given so far: `code` for machines, `sentence` for the coordinator."""

    code: str
    sentence: str


def effects(question: Question, fields: Mapping[str, Any], use: Use) -> list[Effect]:
    """What setting these fields would do, said before it is done; nothing where nobody answered."""
    if not use.total and not use.all_sent + use.all_drafts:
        return []
    found: list[Effect] = []
    if question.type in OFFERING and "options" in fields:
        found += _options(question, fields["options"])
    if "limits" in fields and fields["limits"] != question.limits:
        found += _limits(question, fields["limits"])
    found += _required(question, fields, use)
    found += _readers(question, fields, use)
    if fields.get("meaning", question.meaning) != question.meaning and use.total:
        said = _("Lists and filters know the answer from the next time each application is saved; what was sent is not touched.")
        found.append(Effect("meaning", said))
    on = (fields.get("shown_if", question.shown_if), fields.get("shown_if_value", question.shown_if_value))
    if on != (question.shown_if, question.shown_if_value) and use.total:
        said = _("Where it is not asked any more, answers given so far stay with you and count no longer.")
        found.append(Effect("condition", said))
    return found


def _options(question: Question, options: list[dict[str, Any]]) -> list[Effect]:
    offered = {str(option["value"]) for option in options if not option.get("retired")}
    gone = [option for option in reading.offered_of(question) if str(option["value"]) not in offered]
    if not gone:
        return []
    used = options_used(question)
    found = []
    for option in gone:
        count = used[str(option["value"])]
        said = ngettext(
            "“%(option)s” is offered no more. %(n)s answer holds it and stays readable.",
            "“%(option)s” is offered no more. %(n)s answers hold it and stay readable.",
            count,
        )
        found.append(Effect(f"option-{option['value']}", said % {"option": Texts(option["label"]), "n": count}))
    return found


def _limits(question: Question, limits: Mapping[str, Any]) -> list[Effect]:
    if question.type == Type.CONSENT:
        return _consent(question, limits)
    found = []
    if reading.currency_of(question) != (limits.get("currency") or reading.currency_of(question)):
        said = _("Amounts given so far keep their currency, %(currency)s.")
        found.append(Effect("currency", said % {"currency": reading.currency_of(question)}))
    if question.type in FILES:
        return [*found, Effect("files", _("Files given so far stay; the new limits hold for those that come."))]
    now = SimpleNamespace(**{name: getattr(question, name) for name in ("pk", "type", "options")}, required=False)
    before, after = SimpleNamespace(**vars(now), limits=question.limits), SimpleNamespace(**vars(now), limits=limits)
    count = sum(_fits(before, value) and not _fits(after, value) for value in answers_to(question))
    if count:
        said = ngettext(
            "%(n)s answer given so far does not fit the new limits. It stays as it is; who changes or sends it "
            "is asked to put it right.",
            "%(n)s answers given so far do not fit the new limits. They stay as they are; who changes or sends one "
            "is asked to put it right.",
            count,
        )
        found.append(Effect("limits", said % {"n": count}))
    return found


def _fits(question: Any, value: Any) -> bool:
    try:
        reading.clean(question, value, complete=True)
    except reading.Problem:
        return False
    return True


def _consent(question: Question, limits: Mapping[str, Any]) -> list[Effect]:
    new = {text for text in (limits.get("text") or {}).values() if text}
    count = sum(isinstance(value, dict) and value.get("text") not in new for value in answers_to(question))
    if not count:
        return []
    said = ngettext(
        "%(n)s person agreed to the earlier text. What they agreed to stays with their answer; "
        "who has not agreed yet reads the new text.",
        "%(n)s people agreed to the earlier text. What they agreed to stays with their answers; "
        "who has not agreed yet reads the new text.",
        count,
    )
    return [Effect("consent", said % {"n": count})]


def _required(question: Question, fields: Mapping[str, Any], use: Use) -> list[Effect]:
    if question.required or not fields.get("required"):
        return []
    drafts, sent = use.all_drafts - use.drafts, use.all_sent - use.sent
    found = []
    if drafts:
        said = ngettext(
            "%(n)s draft does not answer it yet and cannot be sent without.",
            "%(n)s drafts do not answer it yet and cannot be sent without.",
            drafts,
        )
        found.append(Effect("required-drafts", said % {"n": drafts}))
    if sent:
        said = ngettext(
            "%(n)s application was sent without it and stands as it is.",
            "%(n)s applications were sent without it and stand as they are.",
            sent,
        )
        found.append(Effect("required-sent", said % {"n": sent}))
    return found


def _readers(question: Question, fields: Mapping[str, Any], use: Use) -> list[Effect]:
    """More readers than those who answered were told of is the one change that cannot be called back."""
    before = 2 if question.private else 1 if question.hidden_when_blind else 0
    private, hidden = fields.get("private", question.private), fields.get("hidden_when_blind", question.hidden_when_blind)
    after = 2 if private else 1 if hidden else 0
    if after >= before or not use.total:
        return []
    said = ngettext(
        "%(n)s answer given for fewer readers becomes readable to more of them.",
        "%(n)s answers given for fewer readers become readable to more of them.",
        use.total,
    )
    return [Effect("readers", said % {"n": use.total})]
