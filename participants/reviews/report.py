"""A run's report in words: what could not be given and why, so that people can act on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incubator.lib.places import language_name
from participants.applications.models import Application
from participants.reviews.assignment import Bar, Underload
from participants.reviews.models import AssignmentRun
from participants.reviews.queries import names_of, references_of


@dataclass(frozen=True)
class Gap:
    """One application that has fewer readers than wanted."""

    application: Application | None
    missing: int
    why: str


@dataclass(frozen=True)
class Light:
    """One reviewer below their minimum."""

    name: str
    load: int
    least: int
    why: str


@dataclass(frozen=True)
class Report:
    figures: Mapping[str, Any]
    gaps: list[Gap]
    below: list[Light]
    warnings: list[str]


def _why_gap(row: Mapping[str, Any], application: Application | None) -> str:
    barred = dict(row["barred"])
    count = row["candidates"]
    if row["reason"] == Bar.LANGUAGE:
        language = language_name(application.language) if application else ""
        said = ngettext(
            "Only %(count)s of the panel reads %(language)s and is free for it.",
            "Only %(count)s of the panel read %(language)s and are free for it.",
            count,
        )
        return said % {"count": count, "language": language}
    if row["reason"] == Bar.CONFLICT:
        number = barred.get(str(Bar.CONFLICT), 0)
        said = ngettext("%(n)s reviewer has a conflict with it.", "%(n)s reviewers have a conflict with it.", number)
        return said % {"n": number}
    if row["reason"] == Bar.RULE:
        number = barred.get(str(Bar.RULE), 0)
        said = ngettext(
            "A rule of this assignment keeps it from %(n)s reviewer.",
            "A rule of this assignment keeps it from %(n)s reviewers.",
            number,
        )
        return said % {"n": number}
    if row["reason"] == Bar.LOAD:
        number = barred.get(str(Bar.LOAD), 0)
        said = ngettext(
            "%(n)s reviewer who could read it has the most they can take already.",
            "%(n)s reviewers who could read it have the most they can take already.",
            number,
        )
        return said % {"n": number}
    if row["reason"] == Bar.REVIEWERS:
        return _("There are fewer reviewers on the panel than reviews wanted.")
    return _("Those who could read it were all needed elsewhere: raise what they can take, or add reviewers.")


def _why_light(row: Mapping[str, Any]) -> str:
    if row["reason"] == Underload.FEW_ELIGIBLE:
        said = ngettext(
            "There is only %(n)s application that they may read.",
            "There are only %(n)s applications that they may read.",
            row["eligible"],
        )
        return said % {"n": row["eligible"]}
    return _("There were not enough reviews wanted to go round.")


def _warning(why: str, application: Application | None, name: str) -> str:
    facts = {"name": name, "reference": application.reference if application else "?"}
    if why == Bar.LANGUAGE:
        return _("%(name)s keeps %(reference)s, though they do not read its language.") % facts
    return _("%(name)s keeps %(reference)s, though there is a conflict.") % facts


def report_in_words(run: AssignmentRun) -> Report | None:
    """None while it is not done."""
    stored = run.report
    if "figures" not in stored:
        return None
    left_out = stored.get("left_out", [])
    of_application = references_of(
        [row["application"] for row in stored["shortfalls"]] + [pair[0] for pair in stored["warnings"] + left_out]
    )  # fmt: skip
    names = names_of([row["reviewer"] for row in stored["below"]] + [pair[1] for pair in stored["warnings"] + left_out])
    return Report(
        figures=stored["figures"],
        gaps=[
            Gap(found := of_application.get(row["application"]), row["missing"], _why_gap(row, found))
            for row in stored["shortfalls"]
        ],
        below=[Light(names.get(row["reviewer"], "–"), row["load"], row["least"], _why_light(row)) for row in stored["below"]],
        warnings=[
            _warning(why, of_application.get(application), names.get(reviewer, "–"))
            for application, reviewer, why in stored["warnings"]
        ]
        + [
            _("%(name)s does not get %(reference)s, though all of it is theirs: there is a conflict.")
            % {
                "name": names.get(reviewer, "–"),
                "reference": found.reference if (found := of_application.get(application)) else "?",
            }
            for application, reviewer in left_out
        ],
    )
