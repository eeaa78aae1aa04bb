"""The form as its templates show it: sections, rows of questions, what is wrong, what another device wrote."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from incubator.files.models import StoredFile
from incubator.files.resumable.queries import unfinished
from participants.applications.content import Content
from participants.applications.queries import holder_of
from participants.applications.states import UNSENT
from participants.applications.team import Mark, marks
from participants.applications.views.reading import Shown, shown_of
from participants.applications.views.writing import Writing
from programmes.calls import answers as reading
from programmes.calls.kept import stamp_of
from programmes.calls.models import Question
from programmes.calls.phrases import sentence

TYPES = {"image": "image", "video": "film", "audio": "sound"}
SMALL = 300_000
"""Bytes of a picture that may be shown as it was sent, on a page that must stay light."""


def looks_of(stored: StoredFile) -> dict[str, Any]:
    """What the preview of a file needs to know."""
    return {"type": TYPES.get(stored.content_type.split("/")[0], ""), "small": stored.size <= SMALL}


def milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def reasons(findings: Iterable[Mapping[str, Any]]) -> list[str]:
    """Findings of eligibility in words."""
    return [said for finding in findings if (said := sentence(finding))]


@dataclass
class Row:
    """One question as the form shows it; `theirs` is what another device wrote meanwhile, `mark` who changed it last."""

    question: Question
    value: Any
    visible: bool
    error: str = ""
    theirs: str = ""
    files: list[dict[str, Any]] = field(default_factory=list)
    mark: Mark | None = None


@dataclass
class Part:
    """A section of the form; with `read`, one that the writer may only read."""

    section: Any
    rows: list[Row]
    done: int
    total: int
    next: str
    read: list[Shown] | None = None

    @property
    def anchor(self) -> str:
        return f"s-{self.section.pk}"


class FormPage:
    """`typed`: answers as just posted, shown instead of what is kept, written upon `versions` where these are not the newest.
    `checking`: also says what is missing."""

    def __init__(
        self, found: Writing, content: Content, *, checking: bool = False, typed: Mapping[int, Any] | None = None,
        problems: Mapping[int, str] | None = None, conflicts: Mapping[int, tuple[Any, int]] | None = None,
        versions: Mapping[int, int] | None = None,
    ) -> None:  # fmt: skip
        self.found, self.content, self.checking = found, content, checking
        self.typed, self.problems, self.conflicts = typed or {}, problems or {}, conflicts or {}
        self.written_upon = {**content.versions, **(versions or {})}
        self.call, self.application = found.call, found.application

    @property
    def stamp(self) -> Any:
        """Until when a question looks as it did: see `question_field`."""
        return stamp_of(self.call)

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
        return ",".join(f"{question.pk}:{self.written_upon.get(question.pk, 0)}" for question in self.editable)

    @property
    def editable(self) -> list[Question]:
        """What this writer may answer: of a team's form not always all of it."""
        return [question for question in self.content.asked if self.found.may_edit(question.section_id)]

    @property
    def shared(self) -> bool:
        """Whether others write in it too: then the page asks now and then what they changed."""
        return self.application is not None and self.application.shared and self.application.state in UNSENT

    @cached_property
    def marks(self) -> dict[int, Mark]:
        """Who of a team changed an answer last."""
        return marks(self.application) if self.application is not None and self.shared else {}

    @property
    def version(self) -> int:
        return self.application.version if self.application is not None else 0

    @property
    def now(self) -> int:
        """The server's clock in milliseconds: the device's own may be wrong by days."""
        return milliseconds(timezone.now())

    @property
    def until(self) -> int:
        return milliseconds(self.closes)

    @property
    def missing(self) -> list[Row]:
        """What is wrong, for the summary above the form."""
        if not self.checking and not self.problems:
            return []
        return [row for part in self.parts for row in part.rows if row.visible and row.error]

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
        return Row(question, value, self.content.is_shown(question), error, theirs, self.files(question),
                   self.marks.get(question.pk))  # fmt: skip

    def files(self, question: Question) -> list[dict[str, Any]]:
        return [
            {
                "pk": attachment.pk, "name": attachment.stored.name, "size": attachment.stored.size, "remove": "remove",
                **looks_of(attachment.stored),
                "href": self.file_address(attachment),
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

    @cached_property
    def parts(self) -> list[Part]:
        groups = [(section, list(rows)) for section, rows in groupby(self.content.asked, key=lambda one: one.section)]
        found = []
        for place, (section, questions) in enumerate(groups):
            shown = [question for question in questions if self.content.is_shown(question)]
            after = f"s-{groups[place + 1][0].pk}" if place + 1 < len(groups) else "review"
            done = sum(map(self.content.is_filled, shown))
            part = Part(section, [], done, len(shown), after)
            if self.found.may_edit(section.pk):
                part.rows = [self.row(question) for question in questions]
            else:
                part.read = [shown_of(self.content, question, get_language() or "fr", self.file_address) for question in shown]
            found.append(part)
        return found

    def file_address(self, attachment: Any) -> str:
        return self.found.address("see_application_file", attachment.pk)

    @property
    def steps(self) -> list[dict[str, Any]]:
        return [
            {"text": part.section.title, "href": f"#{part.anchor}", "done": part.done, "total": part.total} for part in self.parts
        ]

    def said(self, pk: int) -> str:
        """Who changed an answer last, and when."""
        return self.marks[pk].said if pk in self.marks else ""

    def after(self, raw: Mapping[int, Any], saved: Any) -> dict[str, Any]:
        """What the script needs to know after a save."""
        asked = {question.pk: question for question in self.content.asked}
        return {
            "application": saved.application.pk,
            "at": saved.application.saved.isoformat(),
            "now": self.now,
            "until": self.until,
            "versions": saved.versions,
            "problems": {pk: self.content.problem(asked[pk], complete=False) for pk in raw if pk in asked},
            "parts": [[part.done, part.total] for part in self.parts],
            "version": self.version,
            "marks": {pk: self.said(pk) for pk in saved.versions} if self.shared else {},
            "conflicts": {pk: self.shown(pk, value, version) for pk, (value, version) in saved.conflicts.items()},
        }

    def shown(self, pk: int, value: Any, version: int) -> dict[str, Any]:
        """An answer of elsewhere: to write into the form, and in words."""
        question = next(question for question in self.content.asked if question.pk == pk)
        words = reading.show_answer(question, value, get_language() or "fr") or "–"
        return {"value": value, "version": version, "shown": words, "by": self.said(pk)}

    def still(self) -> dict[str, Any]:
        """The same where nothing was changed since."""
        told = {"now": self.now, "until": self.until, "version": self.version, "changed": {}}
        return told | {"application": self.application.pk if self.application else ""}

    def since(self, versions: Mapping[int, int]) -> dict[str, Any]:
        """What the script needs to know when somebody comes back to a page that lay open; `versions`: what it shows."""
        kept = {question.pk: self.content.versions.get(question.pk, 0) for question in self.editable}
        newer = {pk: version for pk, version in kept.items() if version and versions.get(pk, version) != version}
        return {
            "application": self.application.pk if self.application else "",
            "now": self.now,
            "until": self.until,
            "version": self.version,
            "parts": [[part.done, part.total] for part in self.parts],
            "changed": {pk: self.shown(pk, self.content.values[pk], version) for pk, version in newer.items()},
        }
