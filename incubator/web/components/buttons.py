"""What one presses: links that look like buttons, buttons, one-button forms."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.template.context import RequestContext
from django.utils.safestring import SafeString

from incubator.web.components import attrs, one_of
from incubator.web.components.marks import icon as draw
from incubator.web.html import format_html, format_html_join

register = template.Library()

KINDS = ("", "go", "acc", "no", "ghost", "plain")
"""go: the one next step of a page; acc: in the programme's accent; no: cannot be taken back; plain: like a link."""


def _classes(kind: str, small: bool, square: bool = False) -> str:
    one_of(kind, KINDS, "button")
    return " ".join(part for part in ("btn", kind, "small" if small else "", "square" if square else "") if part)


def _inside(text: str, icon: str, icon_end: str, icon_only: bool = False) -> SafeString:
    before = draw(icon) if icon else ""
    after = draw(icon_end) if icon_end else ""
    spoken = format_html('<span class="vh">{}</span>', text) if icon_only else text
    return format_html("{}{}{}", before, spoken, after)


@register.simple_tag
def link_button(
    text: str,
    href: str,
    *,
    kind: str = "",
    icon: str = "",
    icon_end: str = "",
    small: bool = False,
    icon_only: bool = False,
    download: bool = False,
    new: bool = False,
    label: str = "",
    opens: str = "",
) -> SafeString:
    """A link that looks like a button. `{% link_button _("Apply") url kind="go" icon_end="arrow" %}`

    `opens` names a dialog on the page that asks, where there is script, what the linked page asks where there is none.
    """
    apart = {"target": "_blank", "rel": "noopener"} if new else {}
    more = attrs(download=download, aria_label=label, data_opens=opens, **apart)
    inside = _inside(text, icon, icon_end, icon_only)
    return format_html('<a class="{}" href="{}"{}>{}</a>', _classes(kind, small, icon_only), href, more, inside)


@register.simple_tag
def button(
    text: str,
    *,
    kind: str = "",
    icon: str = "",
    icon_end: str = "",
    small: bool = False,
    icon_only: bool = False,
    name: str = "",
    value: str = "",
    form: str = "",
    formaction: str = "",
    formnovalidate: bool = False,
    type: str = "submit",
    disabled: bool = False,
    label: str = "",
    opens: str = "",
    closes: str = "",
) -> SafeString:
    """A submit button; `opens`/`closes` name a dialog. `{% button _("Save") kind="go" name="save" value="draft" %}`"""
    sends = attrs(name=name, value=value, form=form, formaction=formaction, formnovalidate=formnovalidate)
    more = attrs(disabled=disabled, aria_label=label, data_opens=opens, data_closes=closes)
    kind_of = "button" if opens or closes else one_of(type, ("submit", "button", "reset"), "button")
    inside = _inside(text, icon, icon_end, icon_only)
    classes = _classes(kind, small, icon_only)
    return format_html('<button type="{}" class="{}"{}{}>{}</button>', kind_of, classes, sends, more, inside)


@register.simple_tag(takes_context=True)
def action_button(
    context: RequestContext, text: str, url: str, *, kind: str = "", icon: str = "", small: bool = False, icon_only: bool = False,
    fields: Mapping[str, Any] | None = None, label: str = "",
) -> SafeString:  # fmt: skip
    """A form of one button that posts to `url`, with hidden `fields`. `{% action_button _("Publish") url kind="go" %}`"""
    hidden = format_html_join("", '<input type="hidden" name="{}" value="{}">', (fields or {}).items())
    return format_html(
        '<form method="post" action="{}" class="act"><input type="hidden" name="csrfmiddlewaretoken" value="{}">{}{}</form>',
        url, get_token(context["request"]), hidden, button(text, kind=kind, icon=icon, small=small,
         icon_only=icon_only, label=label),
    )  # fmt: skip


@register.simple_tag
def more_link(text: str, href: str) -> SafeString:
    """A link onward with an arrow. `{% more_link _("All works") url %}`"""
    return format_html('<a class="more" href="{}">{} {}</a>', href, text, draw("arrow"))
