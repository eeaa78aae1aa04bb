"""What the matching gives to the desk: where mentoring stands."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from incubator.audit.words import name_verbs
from incubator.home.standing import Figure, Need, Standing, on_cohort_desk
from mentoring.meetings.queries import accompanied_count, hours_logged, quiet
from mentoring.mentors.queries import counts


def standing(cohort: Any) -> Standing | None:
    """Mentors engaged, people matched, hours logged; who has not answered, and who had no session for a month."""
    asked = counts(cohort)
    if not asked["engaged"]:
        return None
    mentors, work = (reverse(f"mentoring:{name}", args=cohort.slugs) for name in ("desk_mentoring", "desk_mentorships"))
    figures = (
        Figure(_("mentors"), asked["engaged"], mentors),
        Figure(_("participants with a mentor"), accompanied_count(cohort), work),
        Figure(_("hours of mentoring"), hours_logged(cohort), work),
    )
    needs = []
    if silent := asked["engaged"] - asked["answered"]:
        text = ngettext("mentor has not said what they offer", "mentors have not said what they offer", silent)
        needs.append(Need(silent, text, mentors))
    if alone := quiet(cohort).count():
        text = ngettext("participant without a session for a month", "participants without a session for a month", alone)
        needs.append(Need(alone, text, f"{work}?quiet=1"))
    return Standing(70, figures, tuple(needs))


on_cohort_desk(standing)
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
