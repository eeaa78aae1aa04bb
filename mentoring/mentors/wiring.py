"""What mentors give to other rooms: the tab."""

from django.utils.translation import gettext_lazy as _

from incubator.home.registry import Tab, add_tab

add_tab(Tab(70, "mentoring:desk_mentoring", _("Mentoring"), "mentoring.view_mentoring"))
