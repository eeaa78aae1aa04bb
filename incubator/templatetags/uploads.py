"""`{% load uploads %}`: sizes of files on their way, as static/js/files/rows.js writes them too."""

from django import template
from django.utils.formats import number_format

from incubator.files.actions import MEGABYTE

register = template.Library()


@register.filter
def megabytes(size: int) -> str:
    """{{ one.done|megabytes }}: with one decimal under ten megabytes, and no ".0"."""
    exact = round(size / MEGABYTE, 1)
    whole = size >= 10 * MEGABYTE or exact == int(exact)
    return number_format(round(exact) if whole else exact, decimal_pos=0 if whole else 1, force_grouping=True)
