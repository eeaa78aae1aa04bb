"""Views of the desk's list: kept, renamed, forgotten."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked
from incubator.lib.errors import NotYours, Refused
from participants.applications.desk_models import SavedView
from programmes.editions.models import Programme

MOST_VIEWS = 40
"""Views of one person in one programme: they stand side by side on a page."""


@action
def keep_view(programme: Programme, *, by: Any, name: str, query: str, shared: bool = False) -> SavedView:
    """The filters and order of the list under a name. A name that is there already takes the new filters."""
    own = SavedView.objects.filter(programme=programme, owner=by)
    if own.exclude(name=name).count() >= MOST_VIEWS:
        raise Refused(_("You keep many views already. Delete one that you do not need any more first."))
    said = {"query": query, "shared": shared}
    return SavedView.objects.update_or_create(programme=programme, owner=by, name=name, defaults=said)[0]


@action
def change_view(view: SavedView, *, by: Any, name: str, shared: bool) -> SavedView:
    """Another name, shared or not any more. Raises NotYours for a colleague's."""
    view = locked(view)
    if view.owner_id != by.pk:
        raise NotYours
    if SavedView.objects.filter(programme=view.programme_id, owner=by, name=name).exclude(pk=view.pk).exists():
        raise Refused(_("Another of your views has this name already."))
    view.name, view.shared = name, shared
    view.save(update_fields=["name", "shared"])
    return view


@action
def forget_view(view: SavedView, *, by: Any) -> None:
    """Raises NotYours for a colleague's; who coordinates may put away what somebody who is gone left behind."""
    view = locked(view)
    if view.owner_id not in (by.pk, None):
        raise NotYours
    view.delete()
