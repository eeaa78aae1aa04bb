"""`{% load journal %}`: a text in the language it is given in."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

from incubator.web.html import format_html
from incubator.web.richtext import richtext

register = template.Library()


@register.simple_tag
def in_language(source: str, code: str) -> SafeString:
    """Markdown as HTML, with its own language and direction said."""
    if not code:
        return richtext(source)
    direction = "rtl" if get_language_info(code)["bidi"] else "ltr"
    return format_html('<div lang="{}" dir="{}">{}</div>', code, direction, richtext(source))
