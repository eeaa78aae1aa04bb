"""What pages read of marks."""

from collections.abc import Collection

from django.db.models import Q

from incubator.home.emblems import Emblem
from incubator.organisations.models import Organisation
from incubator.organisations.states import State as OrganisationState
from programmes.partners.models import Partner, Partnership
from showcase.emblems.models import Mark
from showcase.media.models import Rendition

WIDEST = 640
"""A mark stands some 180 pixels wide: the smallest picture is sharp enough on every screen."""
FIELDS = {"programmes.Partner": "partner_id", "incubator.Organisation": "bearer_id"}


def found(label: str, keys: Collection[int]) -> dict[int, Emblem]:
    """The smallest WebP of each mark that was prepared. One query."""
    field = FIELDS.get(label)
    if field is None:
        return {}
    rows = Rendition.objects.filter(**{f"asset__mark__{field}__in": keys}, format="webp", width__lte=WIDEST)
    marks: dict[int, Emblem] = {}
    for one in rows.select_related("asset__mark").order_by("width", "pk"):
        marks.setdefault(getattr(one.asset.mark, field), Emblem(one.file.url, one.width or 1, one.height or 1, one.asset.alt))
    return marks


def of(bearer: Partner | Organisation) -> Mark | None:
    own = Q(partner=bearer) if isinstance(bearer, Partner) else Q(bearer=bearer)
    return Mark.objects.filter(own).select_related("asset__stored").first()


def showing() -> Q:
    """Marks of approved organisations, and of partners of programmes that the world sees."""
    parts = Partnership.objects.filter(
        left__isnull=True, programme__listed=True, programme__organisation__state=OrganisationState.APPROVED
    )
    marks = Mark.objects.filter(Q(partner__in=parts.order_by().values("partner")) | Q(bearer__state=OrganisationState.APPROVED))
    return Q(pk__in=marks.values("asset"))
