"""An application as its reviewer reads it. In a blind stage this projection is all there is: nothing else reaches a page.

Left out there: answers that tell who applies (name, birth, gender, what the coordinator marked), lists of people, and
links, which nearly always lead to a name. In texts that stay, the applicant's names, e-mail addresses, phone numbers and web addresses are
covered. Files come under a number of their own. What is private to the coordinators, or says who should not read it, reaches no
reviewer, blind or not, and is not even counted.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language

from participants.applications.content import Content, content_of
from participants.applications.models import Answer, Application, Attachment, OpeningFile
from participants.applications.queries import changed_on
from participants.applications.team import telling
from participants.reviews.models import Review
from participants.reviews.stripping import pages_of
from programmes.calls.answers import blank, show_answer
from programmes.calls.models import Question, Stage
from programmes.calls.states import LINKS, Meaning, Type

COVER = "▇▇▇"
TELLING = (Meaning.NAME, Meaning.BIRTH, Meaning.GENDER, Meaning.ORGANISATION)
TELLING_TYPES = (*LINKS, Type.PEOPLE)
FIGURES = (Type.NUMBER, Type.MONEY, Type.SCALE, Type.DATE, Type.MONTH)
"""What is never a name, while a large amount would be taken for a phone number."""
ENDS = (
    "com|org|net|info|io|tv|fm|me|co|app|art|film|studio|media|africa|fr|be|ch|ca|es|pt|it|de|uk|eu|br|"
    "tn|ma|dz|eg|sn|ci|ml|bf|ne|tg|bj|gn|gh|ng|cm|cd|rw|ke|ug|tz|et|za|mg|mz|ao|cv"
)
"""What web addresses end in that are written without more."""
ADDRESSES = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+|(?<!\w)@[\w.]{3,}|(?<!\w)\+?\d(?:[\s().-]?\d){7,}"
    rf"|(?<![\w.])(?:[a-z0-9-]+\.)+(?:{ENDS})(?:/\S*|(?![\w.]))",
    re.IGNORECASE,
)
SHORTEST_NAME = 3


@dataclass(frozen=True)
class File:
    """`number` is its place among the files a reviewer may open; nothing of its own name."""

    number: int
    kind: str
    attachment: Attachment | OpeningFile

    @property
    def pages(self) -> range:
        """Numbers of the pages that can be shown as pictures."""
        return range(1, pages_of(self.attachment.stored) + 1) if self.kind == "document" else range(0)


@dataclass(frozen=True)
class Row:
    label: str
    text: str
    files: list[File] = field(default_factory=list)
    link: str = ""
    changed: datetime | None = None


@dataclass(frozen=True)
class Part:
    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Sheet:
    """`hidden` counts the answers that a blind stage keeps back."""

    title: str
    parts: list[Part]
    hidden: int

    @property
    def files(self) -> list[File]:
        return [file for part in self.parts for row in part.rows for file in row.files]


def tells(question: Question) -> bool:
    """Whether a blind stage keeps this answer back."""
    return question.tells_who or question.meaning in TELLING or question.type in TELLING_TYPES


def names_of(application: Application) -> set[str]:
    """Words that are the name of who applies: as answered, as their account says, of their address; their team's too."""
    person = application.applicant
    said = [application.name, *(word.partition("@")[0] for word in telling(application))]
    if person is not None:
        said += [person.name, person.email.partition("@")[0]]
    words = {word for name in said for word in re.split(r"[\s._'’\d-]+", name) if len(word) >= SHORTEST_NAME}
    return words | {name for name in said if len(name) >= SHORTEST_NAME}


def names_within(content: Content) -> set[str]:
    """Words of answers that say who is behind it: of the lists of people, the collective's name as a whole."""
    return {name for question in content.questions for name in _told(question, content.value(question))}


def _told(question: Question, value: Any) -> set[str]:
    found: set[str] = set()
    if question.type == Type.PEOPLE and isinstance(value, list):
        people = [str(one.get("name", "")) for one in value if isinstance(one, dict)]
        found = {word for name in people for word in (name, *re.split(r"[\s._'’\d-]+", name))}
    elif question.meaning == Meaning.ORGANISATION and isinstance(value, str):
        found = {value.strip()}
    return {name for name in found if len(name) >= SHORTEST_NAME}


def covered(text: str, names: Iterable[str]) -> str:
    """The text without what tells who wrote it."""
    text = ADDRESSES.sub(COVER, text)
    parts = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{parts})(?!\w)", COVER, text, flags=re.IGNORECASE) if parts else text


def told_within(applications: Iterable[Application]) -> dict[int, set[str]]:
    """The same of several at once, without their contents, by primary key. One query."""
    telling = Q(question__type=Type.PEOPLE) | Q(question__meaning=Meaning.ORGANISATION)
    rows = Answer.objects.filter(telling, application__in=[one.pk for one in applications])
    found: dict[int, set[str]] = {}
    for answer in rows.select_related("question").only("value", "application_id", "question__type", "question__meaning"):
        found.setdefault(answer.application_id, set()).update(_told(answer.question, answer.value))
    return found


def title_of(application: Application, stage: Stage, told: Iterable[str] = ()) -> str:
    """`told`: what `told_within` found of it."""
    return covered(application.title, names_of(application) | set(told)) if stage.blind else application.title


def kind_of(attachment: Attachment | OpeningFile) -> str:
    """image, document, film or sound."""
    family = attachment.stored.content_type.partition("/")[0]
    return {"image": "image", "video": "film", "audio": "sound"}.get(family, "document")


def sheet_of(review: Review) -> Sheet:
    """What this reviewer may read of the application, in the reader's language."""
    application, blind = review.application, review.stage.blind
    content = content_of(application, review.stage.call)
    names = names_of(application) | names_within(content) if blind else set()
    changed = changed_on(application)
    number, hidden = 0, 0
    parts: list[Part] = []
    for section, questions in groupby(content.shown, key=lambda question: question.section):
        rows = []
        for question in questions:
            if question.private or question.meaning == Meaning.APART or blank(content.value(question)):
                continue
            if blind and tells(question):
                hidden += 1
                continue
            files = []
            for attachment in content.files.get(question.pk, []) if question.takes_files else []:
                number += 1
                files.append(File(number, kind_of(attachment), attachment))
            row = _row(question, content.value(question), files, names=names, blind=blind)
            rows.append(replace(row, changed=changed.get(question.pk)))
        if rows:
            parts.append(Part(str(section.title), rows))
    return Sheet(covered(application.title, names) if blind else application.title, parts, hidden)


def _row(question: Question, value: object, files: list[File], *, names: set[str], blind: bool) -> Row:
    label = str(question.label)
    if question.takes_files:
        return Row(label, "", files)
    if blind and question.type == Type.BUDGET:
        return Row(label, show_answer(question, _covered_lines(value, names), get_language() or "fr"))
    text = show_answer(question, value, get_language() or "fr")
    if question.type in LINKS:
        return Row(label, text, link=text if text.startswith(("https://", "http://")) else "")
    return Row(label, covered(text, names) if blind and question.type not in FIGURES else text)


def _covered_lines(value: Any, names: set[str]) -> Any:
    """A budget whose words are covered and whose figures stay."""
    if not isinstance(value, dict):
        return covered(str(value), names)
    lines = [one for one in value.get("lines") or [] if isinstance(one, dict)]
    return value | {"lines": [line | {"label": covered(str(line.get("label", "")), names)} for line in lines]}
