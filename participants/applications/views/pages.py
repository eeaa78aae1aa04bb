"""The form as its templates show it: sections, rows of questions, what is wrong, what another device wrote."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import get_language

from incubator.files.models import StoredFile
from incubator.files.resumable.queries import unfinished
from participants.applications.content import Content
from participants.applications.forms import versions_out
from participants.applications.queries import holder_of
from participants.applications.states import UNSENT
from participants.applications.views.writing import Writing
from programmes.calls import answers as reading
from programmes.calls.models import Question
from programmes.calls.phrases import sentence

TYPES = {"image": "image", "video": "film", "audio": "sound"}
SMALL = 300_000
"""Bytes of a picture that may be shown as it was sent, on a page that must stay light."""


def looks_of(stored: StoredFile) -> dict[str, Any]:
    """What the preview of a file needs to know."""
    return {"type": TYPES.get(stored.content_type.split("/")[0], ""), "small": stored.size <= SMALL}


def reasons(findings: Iterable[Mapping[str, Any]]) -> list[str]:
    """Findings of eligibility in words."""
    return [said for finding in findings if (said := sentence(finding))]


@dataclass
class Row:
    """One question as the form shows it; `theirs` is what another device wrote meanwhile."""

    question: Question
    value: Any
    visible: bool
    error: str = ""
    theirs: str = ""
    files: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Part:
    """A section of the form."""

    section: Any
    rows: list[Row]
    done: int
    total: int
    next: str

    @property
    def anchor(self) -> str:
        return f"s-{self.section.pk}"


class FormPage:
    """`typed`: answers as just posted, shown instead of what is kept. `checking`: also says what is missing."""

    def __init__(
        self, found: Writing, content: Content, *, checking: bool = False, typed: Mapping[int, Any] | None = None,
        problems: Mapping[int, str] | None = None, conflicts: Mapping[int, tuple[Any, int]] | None = None,
    ) -> None:  # fmt: skip
        self.found, self.content, self.checking = found, content, checking
        self.typed, self.problems, self.conflicts = typed or {}, problems or {}, conflicts or {}
        self.call, self.application = found.call, found.application

    @property
    def whole(self) -> bool:
        """What was sent is changed as a whole, by a button; a draft is saved as it is typed."""
        return self.application is not None and self.application.state not in UNSENT

    @property
    def key(self) -> str:
        """Under which the device keeps what is not saved yet."""
        return str(self.call.pk)

    @property
    def sends_to(self) -> str:
        """The destination of files that are sent piece by piece."""
        return "answer"

    @property
    def holder(self) -> str:
        """What these files belong to until they have arrived."""
        return holder_of(self.application) if self.application is not None else ""

    @property
    def closes(self) -> Any:
        return self.found.deadline

    @property
    def saved_at(self) -> Any:
        return self.application.saved if self.application is not None else None

    @property
    def versions(self) -> str:
        return versions_out(self.content)

    @property
    def address(self) -> str:
        return self.found.address("apply")

    @property
    def files_address(self) -> str:
        return self.found.address("application_file")

    @property
    def review_address(self) -> str:
        return self.found.address("review_application")

    @property
    def address_step(self) -> str:
        return self.found.address("application_address")

    def row(self, question: Question, error: str = "") -> Row:
        value = self.typed.get(question.pk, self.content.values.get(question.pk))
        error = error or self.problems.get(question.pk, "")
        if not error and (self.checking or not reading.blank(value)):
            error = self.content.problem(question, complete=self.checking)
        theirs = ""
        if question.pk in self.conflicts:
            theirs = reading.show_answer(question, self.conflicts[question.pk][0], get_language() or "fr") or "–"
        return Row(question, value, self.content.is_shown(question), error, theirs, self.files(question))

    def files(self, question: Question) -> list[dict[str, Any]]:
        return [
            {
                "pk": attachment.pk, "name": attachment.stored.name, "size": attachment.stored.size, "remove": "remove",
                **looks_of(attachment.stored),
                "href": self.found.address("see_application_file", attachment.pk),
            }
            for attachment in self.content.files.get(question.pk, [])
        ]  # fmt: skip

    @cached_property
    def waiting(self) -> dict[str, list[dict[str, Any]]]:
        """What is half sent, by question; asked for only where the page shows it."""
        if not self.holder or not any(question.takes_files for question in self.content.asked):
            return {}
        found: dict[str, list[dict[str, Any]]] = {}
        for one in unfinished(self.holder):
            found.setdefault(one["target"], []).append(one)
        return found

    @property
    def parts(self) -> list[Part]:
        groups = [(section, list(rows)) for section, rows in groupby(self.content.asked, key=lambda one: one.section)]
        found = []
        for place, (section, questions) in enumerate(groups):
            shown = [question for question in questions if self.content.is_shown(question)]
            after = f"s-{groups[place + 1][0].pk}" if place + 1 < len(groups) else "review"
            done = sum(map(self.content.is_filled, shown))
            found.append(Part(section, [self.row(question) for question in questions], done, len(shown), after))
        return found

    @property
    def steps(self) -> list[dict[str, Any]]:
        return [
            {"text": part.section.title, "href": f"#{part.anchor}", "done": part.done, "total": part.total} for part in self.parts
        ]

    def after(self, raw: Mapping[int, Any], saved: Any) -> dict[str, Any]:
        """What the script needs to know after a save."""
        language = get_language() or "fr"
        asked = {question.pk: question for question in self.content.asked}
        return {
            "application": saved.application.pk,
            "at": saved.application.saved.isoformat(),
            "versions": saved.versions,
            "problems": {pk: self.content.problem(asked[pk], complete=False) for pk in raw if pk in asked},
            "parts": [[part.done, part.total] for part in self.parts],
            "conflicts": {
                pk: {"value": value, "version": version, "shown": reading.show_answer(asked[pk], value, language) or "–"}
                for pk, (value, version) in saved.conflicts.items()
            },
        }
