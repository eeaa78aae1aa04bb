"""Why this reader, in words: what is kept with a review or a proposal as codes and points, said to a coordinator."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from incubator.lib.places import language_name
from incubator.web.phrases import in_a_row
from participants.reviews.affinity import Reason
from participants.reviews.assignment import Source


def why(reasons: Mapping[str, Any], disciplines: Mapping[str, str]) -> list[str]:
    """Short phrases about the reviewer, the strongest first; `disciplines` are the call's labels by code."""
    said = [_source(str(reasons.get("source", "")))]
    parts = sorted(reasons.get("parts", ()), key=lambda part: -int(part["points"]))
    return [phrase for phrase in said + [_part(part, disciplines) for part in parts] if phrase]


def _source(source: str) -> str:
    if source == Source.PINNED:
        return _("given by hand")
    return _("reads all of this discipline or language") if source == Source.WHOLE else ""


def _part(part: Mapping[str, Any], disciplines: Mapping[str, str]) -> str:
    reason, found = part["reason"], list(part.get("found", ()))
    if reason == Reason.TOPICS_KNOWN:
        if not found:
            return _("does not know its discipline")
        return _("knows %(topics)s") % {"topics": in_a_row(disciplines.get(one, one) for one in found)}
    if reason == Reason.LANGUAGE_READ:
        language = language_name(found[0])
        if part["count"] == 1:
            return _("reads %(language)s best") % {"language": language}
        return _("reads %(language)s, as language %(number)s") % {"language": language, "number": part["count"]}
    if reason == Reason.LANGUAGE_NOT_READ:
        return _("does not read its language")
    if reason == Reason.COUNTRY_KNOWN:
        return _("knows the country")
    return ""
