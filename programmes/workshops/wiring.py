"""What this room gives to others: its tab."""

from django.utils.translation import gettext_lazy as _

from incubator.home.registry import Tab, add_tab

add_tab(Tab(80, "programmes:desk_workshops", _("Workshops"), "programmes.view_workshops"))
