"""An application as one reads it: sections, questions, answers in words, files."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import get_language

from participants.applications.content import Content
from participants.applications.models import Attachment
from programmes.calls import answers as reading
from programmes.calls.models import Question
from programmes.calls.states import Type


@dataclass
class Shown:
    """One question with its answer in words, or its files as (attachment, address)."""

    question: Question
    text: str
    files: list[tuple[Attachment, str]]

    @property
    def is_long(self) -> bool:
        return self.question.type == Type.LONG

    @property
    def is_link(self) -> bool:
        return self.question.type == Type.LINK and self.text.startswith(("https://", "http://"))


def read_through(content: Content, address: Callable[[Attachment], str]) -> list[tuple[Any, list[Shown]]]:
    """Sections with what was asked and answered; a question that is no longer asked stays where it was answered."""
    language = get_language() or "fr"
    rows = [question for question in content.questions if content.is_shown(question) or content.is_filled(question)]
    return [
        (section, [_shown(content, question, language, address) for question in questions])
        for section, questions in groupby(rows, key=lambda one: one.section)
    ]


def _shown(content: Content, question: Question, language: str, address: Callable[[Attachment], str]) -> Shown:
    files = [(attachment, address(attachment)) for attachment in content.files.get(question.pk, [])]
    text = "" if question.type == Type.FILE else reading.show_answer(question, content.values.get(question.pk), language)
    return Shown(question, text, files)


def own_address(attachment: Attachment) -> str:
    """Through the files' own door: whoever sees the row may fetch it."""
    return attachment.stored.get_absolute_url()
