"""What this room gives to others: its tab."""

from django.utils.translation import gettext_lazy as _

from incubator.home.registry import Tab, add_tab

add_tab(Tab(85, "programmes:desk_events", _("Events"), "programmes.view_events"))
