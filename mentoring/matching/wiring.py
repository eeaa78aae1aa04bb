"""What the matching gives to the desk: where mentoring stands."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.audit.words import name_verbs
from incubator.home.registry import Card, on_cohort_desk
from mentoring.meetings.queries import QUIET_DAYS, accompanied_count, hours_logged, quiet
from mentoring.mentors.queries import counts


def card(cohort: Any) -> Card | None:
    """Mentors engaged and answered, people matched, hours logged, and who had no session for a month."""
    asked = counts(cohort)
    if not asked["engaged"]:
        return None
    mentors, work = (reverse(f"mentoring:{name}", args=cohort.slugs) for name in ("desk_mentoring", "desk_mentorships"))
    items = [
        {"text": _("mentors"), "value": asked["engaged"], "href": mentors},
        {"text": _("have answered"), "value": asked["answered"], "href": mentors},
        {"text": _("participants with a mentor"), "value": accompanied_count(cohort), "href": work},
        {"text": _("hours of mentoring"), "value": hours_logged(cohort), "href": work},
    ]
    alone = quiet(cohort).count()
    if alone:
        items.append({"text": _("no session for a month"), "value": alone, "href": f"{work}?quiet=1", "tone": "warn"})
    return Card(70, _("Mentoring"), "mentoring/matching/_desk_card.html", {"items": items, "days": QUIET_DAYS})


on_cohort_desk(card)
name_verbs(
    {
        "mentoring.rank_mentors": gettext_lazy("ranked mentors"),
        "mentoring.rank_participants": gettext_lazy("ranked participants"),
        "mentoring.run_matching": gettext_lazy("ran the matching"),
        "mentoring.pin_pair": gettext_lazy("pinned a pair"),
        "mentoring.forbid_pair": gettext_lazy("ruled a pair out"),
        "mentoring.clear_pair": gettext_lazy("freed a pair"),
        "mentoring.publish_matching": gettext_lazy("published the matching"),
    }
)
