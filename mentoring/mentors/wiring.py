"""What mentors give to other rooms: the tab."""

from django.utils.translation import gettext_lazy as _

from incubator.audit.words import name_verbs
from incubator.home.registry import Tab, add_tab

add_tab(Tab(70, "mentoring:desk_mentoring", _("Mentoring"), "mentoring.view_mentoring"))
name_verbs(
    {
        "mentoring.engage_mentor": _("took on the mentor"),
        "mentoring.disengage_mentor": _("ended the engagement of the mentor"),
        "mentoring.state_engagement": _("said what they can offer as a mentor"),
    }
)
