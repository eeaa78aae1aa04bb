"""The matcher's codes and numbers in the reader's words."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from incubator.lib.places import language_name
from mentoring.matching.terms import Bar, Component, Obstacle, Reason, WhyNot
from mentoring.mentors.queries import skill_names
from participants.participations.states import Creation

COMPONENTS = {
    Component.SKILL: gettext_lazy("What they know and what is needed"),
    Component.STAGE: gettext_lazy("Stage of the project"),
    Component.LANGUAGE: gettext_lazy("Language"),
    Component.HOURS: gettext_lazy("Time in common"),
    Component.PARTICIPANT_RANK: gettext_lazy("Wish of the participant"),
    Component.MENTOR_RANK: gettext_lazy("Wish of the mentor"),
}
BARS = {
    Bar.LANGUAGE: gettext_lazy("No language in common with any mentor who is left."),
    Bar.HOURS: gettext_lazy("Too little time in common with any mentor who is left."),
    Bar.CONFLICT: gettext_lazy("The only mentor left is the person themself."),
    Bar.FORBIDDEN: gettext_lazy("Set never to work with the mentors who are left."),
    Bar.MENTORS: gettext_lazy("There are fewer mentors than wanted."),
    Bar.CAPACITY: gettext_lazy("Mentors would have fitted, but all their places went to others."),
}
BROKEN = {
    Bar.LANGUAGE: gettext_lazy("They have no language in common."),
    Bar.HOURS: gettext_lazy("They have too little time in common."),
    Bar.CONFLICT: gettext_lazy("It is the same person."),
    Bar.FORBIDDEN: gettext_lazy("They are set never to work together."),
}
OBSTACLES = {
    Obstacle.MATCHED: gettext_lazy("They are matched in this run."),
    Obstacle.FORBIDDEN: gettext_lazy("They are set never to work together. Clear that to try."),
    Obstacle.PINS: gettext_lazy("All places of this mentor are taken by pairs set to stay together."),
}
PLAIN = {
    Reason.SKILLS_UNSTATED: gettext_lazy("Needs or knowledge are not stated: half of the points."),
    Reason.STAGE_NOT_MET: gettext_lazy("The mentor prefers projects at another stage."),
    Reason.STAGE_UNSTATED: gettext_lazy("No preference for a stage is stated: half of the points."),
    Reason.LANGUAGE_NOT_SHARED: gettext_lazy("No language in common."),
    Reason.LANGUAGE_UNSTATED: gettext_lazy("Languages are not stated: half of the points."),
    Reason.HOURS_UNSTATED: gettext_lazy("Free hours are not stated: half of the points."),
    Reason.NO_RANKING: gettext_lazy("Ranked nobody: half of the points."),
    Reason.NOT_RANKED: gettext_lazy("Ranked others, not this one."),
}


def hours_of(minutes: int) -> str:
    return number_format(minutes / 60, decimal_pos=0 if minutes % 60 == 0 else 1)


def reason(part: Mapping[str, Any]) -> str:
    """Why a component gave its points; `part` is a `terms.Part` as a mapping."""
    why, count, of = Reason(part["reason"]), part["count"], part["of"]
    if why is Reason.SKILLS_MET:
        if not count:
            return _("Knows none of what is needed.")
        names = ", ".join(skill_names(list(part["found"])))
        return _("Knows %(count)s of %(of)s things needed: %(names)s.") % {"count": count, "of": of, "names": names}
    if why is Reason.STAGE_MET:
        return _("Likes to accompany projects at this stage: %(stage)s.") % {"stage": Creation(part["found"][0]).label}
    if why is Reason.LANGUAGE_SHARED:
        return _("They share %(language)s, language %(count)s of %(of)s of the participant.") % {
            "language": language_name(part["found"][0]), "count": count, "of": of,
        }  # fmt: skip
    if why is Reason.HOURS_SHARED:
        return _("%(hours)s hours a week in common.") % {"hours": hours_of(count)}
    if why is Reason.ZONES_APART:
        return _("Their clocks are %(hours)s hours apart.") % {"hours": hours_of(count)}
    if why is Reason.RANKED:
        return _("Ranked %(count)s of %(of)s.") % {"count": count, "of": of}
    return str(PLAIN[why])


def reasons(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every component with points, the most there were, and why."""
    return [
        {"name": COMPONENTS[Component(part["component"])], "points": part["points"], "most": part["most"], "why": reason(part)}
        for part in parts
        if part["most"]
    ]


def why_not(answer: WhyNot, people: Mapping[int, str], mentors: Mapping[int, str]) -> dict[str, Any]:
    """The answer to "why not X?": a sentence, what it breaks, who would move."""
    broken = str(BROKEN[answer.breaks]) if answer.breaks else ""
    if answer.obstacle is not None:
        return {"text": str(OBSTACLES[answer.obstacle]), "broken": broken, "moves": [], "score": answer.score.total}
    lost, after = answer.lost or 0, answer.matched_after or 0
    lines = []
    if lost > 0:
        lines.append(ngettext("All pairs together would lose %(lost)s point.", "All pairs together would lose %(lost)s points.", lost) % {"lost": lost})  # fmt: skip
    elif lost < 0:
        lines.append(_("All pairs together would gain %(gain)s points, but the chosen aim comes first.") % {"gain": -lost})
    else:
        lines.append(_("It would cost nothing: this is an equally good matching."))
    if after < answer.matched_before:
        fewer = answer.matched_before - after
        lines.append(ngettext("%(count)s pair fewer would be made.", "%(count)s pairs fewer would be made.", fewer) % {"count": fewer})  # fmt: skip
    moves = [
        {
            "name": people.get(move.participant, ""),
            "before": ", ".join(mentors.get(key, "") for key in move.before),
            "after": ", ".join(mentors.get(key, "") for key in move.after),
        }
        for move in answer.moves
    ]
    return {"text": " ".join(lines), "broken": broken, "moves": moves, "score": answer.score.total}
