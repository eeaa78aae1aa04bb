"""What the making and the giving out of kits read."""

from showcase.press.models import PressKit
from showcase.works.models import Work


def public_work(pk: int) -> Work | None:
    return Work.objects.public().filter(pk=pk).select_related("cover", "programme__organisation").first()


def digest_of(work: Work) -> str:
    return PressKit.objects.filter(work=work).values_list("digest", flat=True).first() or ""


def kit_of(slug: str) -> PressKit | None:
    """The kit of a public work."""
    return PressKit.objects.filter(work__in=Work.objects.public().filter(slug=slug)).select_related("stored", "work").first()
