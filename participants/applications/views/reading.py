"""An application as one reads it: sections, questions, answers in words, files."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.translation import get_language

from participants.applications.content import Content
from participants.applications.models import Attachment, OpeningFile
from programmes.calls import answers as reading
from programmes.calls.models import Question
from programmes.calls.states import LINKS, Type


@dataclass
class Shown:
    """One question with its answer in words (line by line), or its files as (attachment, address)."""

    question: Question
    lines: list[str]
    files: list[tuple[Attachment | OpeningFile, str]]
    changed: datetime | None = None

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def is_long(self) -> bool:
        return self.question.type == Type.LONG

    @property
    def is_link(self) -> bool:
        return self.question.type in LINKS and self.text.startswith(("https://", "http://"))


def read_through(
    content: Content, address: Callable[[Any], str], *, changed: Mapping[int, datetime] | None = None,
    sections: Container[int] | None = None,
) -> list[tuple[Any, list[Shown]]]:  # fmt: skip
    """Sections with what was asked and answered; a question that is no longer asked stays where it was answered.

    `changed`: when answers were changed after sending, by question. `sections`: only these (pk).
    """
    language = get_language() or "fr"
    rows = [
        question for question in content.questions
        if (content.is_shown(question) or content.is_filled(question)) and (sections is None or question.section_id in sections)
    ]  # fmt: skip
    return [
        (section, [shown_of(content, question, language, address, (changed or {}).get(question.pk)) for question in questions])
        for section, questions in groupby(rows, key=lambda one: one.section)
    ]


def shown_of(
    content: Content, question: Question, language: str, address: Callable[[Any], str], changed: datetime | None = None
) -> Shown:
    files = [(attachment, address(attachment)) for attachment in content.files.get(question.pk, [])]
    lines = [] if question.takes_files else reading.show_lines(question, content.values.get(question.pk), language)
    return Shown(question, lines, files, changed)


def own_address(attachment: Attachment | OpeningFile) -> str:
    """Through the files' own door: whoever sees the row may fetch it."""
    return attachment.stored.get_absolute_url()
