"""`{% load cards %}`: what a room put on a page, in its own template."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from incubator.home.registry import Card

register = template.Library()


@register.simple_tag(takes_context=True)
def card_body(context: Context, card: Card) -> SafeString:
    """A card's template, with the card's own values by their names, and all together as `context`. `{% card_body card %}`"""
    inner: Any = context.template.engine.get_template(card.template)  # type: ignore[union-attr]
    with context.push({**card.context, "context": card.context}):
        return SafeString(inner.render(context))
