"""`{% load sharing %}`: code for other pages."""

from django import template
from django.conf import settings
from django.urls import reverse

from showcase.sharing.oembed import frame, size
from showcase.works.models import Work

register = template.Library()


@register.simple_tag
def embed_code(work: Work) -> str:
    """The frame that shows a work inside another page, as text to copy."""
    wide, high = size(work.cover.ratio if work.cover else 16 / 9, None, None)
    return frame(f"{settings.SITE_URL}{reverse('showcase:embed_work', args=[work.slug])}", str(work.title), wide, high)
