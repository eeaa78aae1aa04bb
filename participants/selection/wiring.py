"""What selection gives to other rooms: its tab."""

from django.utils.translation import gettext_lazy as _

from incubator.home.registry import Tab, add_tab

add_tab(Tab(50, "participants:desk_selection", _("Selection"), "participants.manage_selection"))
