"""What this room gives to others: the tab of indicators."""

from django.utils.translation import gettext_lazy as _

from incubator.home.registry import Tab, add_tab

add_tab(Tab(95, "programmes:desk_indicators", _("Indicators"), "programmes.view_indicators"))
