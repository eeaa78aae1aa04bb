"""`{% load linked %}`: facts of a page for machines."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from incubator.web.html import format_html

register = template.Library()
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def linked_data(data: dict[str, Any]) -> SafeString:
    """Facts for machines, in a block that browsers do not run."""
    text = mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308 # nosec B308 B703: escaped just here
    return format_html('<script type="application/ld+json">{}</script>', text)
