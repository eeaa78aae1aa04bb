"""What this room gives to others: its tab."""

from django.utils.translation import gettext_lazy as _

from incubator.audit.words import name_verbs
from incubator.home.registry import Tab, add_tab

add_tab(Tab(85, "programmes:desk_events", _("Events"), "programmes.view_events"))
name_verbs(
    {
        "programmes.edit_event": _("changed the event"),
        "programmes.cancel_event": _("cancelled the event"),
    }
)
