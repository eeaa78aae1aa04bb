"""What rooms above tell of assets: which ones the world may see, and which guests may see what it may not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from showcase.media.models import Asset, Rendition

Showing = Callable[[], Q]
Admits = Callable[[HttpRequest, Asset], bool]
_showings: list[Showing] = []
Keeper = Callable[[Any, Asset], bool | None]
_keepers: list[Keeper] = []
_guests: list[Admits] = []


def register_showing(showing: Showing) -> None:
    """`showing()` is a condition on `Asset`: something public shows it. Asked anew whenever the public changes, and never
    across a join that multiplies rows: name the assets by `pk__in=` a query."""
    _showings.append(showing)


def is_shown() -> Q:
    """Assets that anything public shows."""
    found = Q(pk__in=[])
    for showing in _showings:
        found |= showing()
    films = Asset.objects.filter(found, description__isnull=False)
    return found | Q(pk__in=films.values("description"))


def register_keeper(keeper: Keeper) -> None:
    """`keeper(user, asset)` says whether a person may change an asset that is part of something of the room's; None where
    it is part of nothing there."""
    _keepers.append(keeper)


def keeps(user: Any, asset: Asset) -> bool:
    """Who may change what belongs to an asset: as what it is part of says; of one that is part of nothing, its owner."""
    answers = [answer for keeper in _keepers if (answer := keeper(user, asset)) is not None]
    return any(answers) if answers else asset.owner_id == user.pk


def register_guests(admits: Admits) -> None:
    """People without an account who may see an asset for a while (a jury by its link): asked for each file."""
    _guests.append(admits)


def admitted(request: HttpRequest, asset: Asset) -> bool:
    return any(admits(request, asset) for admits in _guests)


def file_for(request: Any, name: str) -> Path | None:
    """The file of a rendition that is not in the public folder, for who sees its asset: owner, team, editors, a guest of
    the moment; everyone, where the row says so and the folder is a moment late."""
    made = Rendition.objects.filter(file=name).select_related("asset").first()
    if made is None or not (made.asset.shown or _sees(request, made.asset)):
        return None
    path = Path(made.file.path)
    return path if path.is_file() else None


def _sees(request: Any, asset: Asset) -> bool:
    return Asset.objects.visible_to(request.user).filter(pk=asset.pk).exists() or admitted(request, asset)
