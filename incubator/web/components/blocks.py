"""Blocks of a page: panels, notices, empty states, facts, rows, tables, dialogs."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from incubator.web.components import accent_attr, attrs, one_of
from incubator.web.components.buttons import button, link_button
from incubator.web.components.marks import icon as draw
from incubator.web.components.marks import tag, tone_class_of
from incubator.web.html import format_html, format_html_join

register = template.Library()

ALERTS = {"info": "info", "kept": "save", "done": "done", "warn": "alert", "error": "error"}
MESSAGE_KINDS = {"debug": "info", "info": "info", "success": "done", "warning": "warn", "error": "error"}


@register.simple_block_tag
def panel(content: str, title: str = "", *, quiet: bool = False, accent: str = "", id: str = "", level: int = 2) -> SafeString:
    """A block with a heavy upper edge. `{% panel _("Rights") quiet=True %} … {% endpanel %}`"""
    head = format_html("<h{}>{}</h{}>", level, title, level) if title else ""
    more = format_html("{}{}", attrs(id=id), accent_attr(accent, "panel"))
    return format_html('<section class="panel{}"{}>{}{}</section>', " quiet" if quiet else "", more, head, content)


@register.simple_block_tag
def alert(content: str, kind: str = "info", *, title: str = "") -> SafeString:
    """A notice (info, kept, done, warn, error). `{% alert "kept" title=_("Kept") %}<p>…</p>{% endalert %}`"""
    one_of(kind, ALERTS, "alert")
    said = format_html("<strong>{}</strong>", title) if title else ""
    role = "alert" if kind == "error" else "status"
    return format_html(
        '<div class="alert {}" role="{}">{}<div>{}{}</div></div>',
        kind,
        role,
        draw(ALERTS[kind]),
        said,
        content,
    )


@register.simple_tag
def empty(title: str, *, text: str = "", href: str = "", action: str = "", level: int = 2) -> SafeString:
    """Nothing here yet: a line in display type, one thing to do. `{% empty _("No call") href=url action=_("Write one") %}`"""
    said = format_html("<p>{}</p>", text) if text else ""
    way = format_html("<p>{}</p>", link_button(action, href, kind="go")) if href else ""
    return format_html('<div class="empty"><h{} class="d">{}</h{}>{}{}</div>', level, title, level, said, way)


@register.simple_tag(takes_context=True)
def notices(context: Any) -> SafeString:
    """Django's messages; one made by `incubator.web.notices.undoable` carries a button that takes the step back."""
    shown = []
    for message in context.get("messages") or ():
        kind = MESSAGE_KINDS.get(message.level_tag, "info")
        undo = (message.extra_tags or "").partition("undo ")[2]
        back: SafeString | str = ""
        if undo:
            token = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', context.get("csrf_token", ""))
            back = format_html(
                '<form method="post" action="{}">{}{}</form>', undo, token, button(_("Undo"), icon="undo", small=True)
            )  # fmt: skip
            shown.append(format_html('<div class="toast"><span>{}{}</span>{}</div>', draw("done"), message, back))
        else:
            shown.append(format_html('<div class="alert {}">{}<div><p>{}</p></div></div>', kind, draw(ALERTS[kind]), message))
    inside = format_html_join("", "{}", ((one,) for one in shown))
    return format_html('<div class="notices" id="notices" role="status" aria-live="polite">{}</div>', inside)


@register.simple_tag
def facts(rows: Iterable[tuple[Any, Any]]) -> SafeString:
    """Names and values; rows: (name, value) pairs, those without a value are left out. `{% facts rows %}`"""
    kept = ((name, value) for name, value in rows if value not in (None, ""))
    return format_html('<dl class="facts">{}</dl>', format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", kept))


@register.simple_block_tag(end_name="endfact")
def fact(content: str, name: str) -> SafeString:
    """One row of facts with markup in it, inside `<dl class="facts">`. `{% fact _("Site") %} … {% endfact %}`"""
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", name, content)


@register.simple_tag
def board_row(
    title: str, href: str, *, by: str = "", status: str = "", need: str = "", accent: str = "", lang: str = ""
) -> SafeString:
    """A row of `<ul class="board">`: what, who, where it stands, what it looks for. The whole row is the link."""
    return format_html(
        '<li{}><a class="d" href="{}"{}>{}</a><span class="by">{}</span><span class="st">{}</span>'
        '<span class="end">{}</span></li>',
        accent_attr(accent, "board_row"), href, attrs(lang=lang), title, by, status, tag(need) if need else "",
    )  # fmt: skip


@register.simple_tag
def need_card(value: Any, text: str, href: str, *, line: str = "", tone: str = "") -> SafeString:
    """A card of "what needs me today?", inside `<div class="needs">`: a figure that is a link, and why."""
    said = format_html("<p>{}</p>", line) if line else ""
    colour = tone_class_of(tone, "need_card")
    return format_html('<div class="need {}"><b>{}</b><a href="{}">{}</a>{}</div>', colour, value, href, text, said)


@register.simple_block_tag
def listing(content: str, label: str, *, id: str = "") -> SafeString:
    """Around a `<table>`: sticky head on wide screens, cards on narrow ones, by the width of the list itself.

    Cells say their part in a card: `c-check` (box), `c-main` (title), `c-state`, `c-end`, `c-hide` (left out), and
    `data-label="…"` writes the column's name before the value.
    """
    return format_html(
        '<div class="tablebox"{} role="region" aria-label="{}" tabindex="0">{}</div>',
        attrs(id=id),
        label,
        content,
    )


@register.simple_block_tag
def bulk_bar(content: str, *, form: str = "") -> SafeString:
    """Bar of actions on ticked rows, counted by script, simply there without. `form`: id of the form around the list."""
    count = format_html(
        '<b data-bulk-count data-one="{}" data-many="{}">{}</b>',
        _("1 ticked"),
        _("{n} ticked"),
        _("Ticked ones"),
    )
    return format_html('<div class="bulk"{}>{}{}</div>', attrs(data_bulk=form or True), count, content)


@register.simple_block_tag
def dialog(content: str, id: str, title: str, *, tone: str = "") -> SafeString:
    """A `<dialog>` opened by a button with `opens=id`; without script its content stands on a page of its own."""
    return format_html(
        '<dialog id="{}" class="{}" aria-labelledby="{}-title"><h2 id="{}-title">{}</h2>{}</dialog>',
        id, tone_class_of(tone, "dialog"), id, id, title, content,
    )  # fmt: skip


@register.simple_tag
def copy_field(value: str, *, label: str, id: str = "copy") -> SafeString:
    """An address or code to take along; the button appears where script can copy."""
    return format_html(
        '<div class="field"><label for="{}">{}</label><div class="copy"><input id="{}" value="{}" readonly dir="ltr">'
        '<button type="button" class="btn js-only" data-copies="{}" data-done="{}">{}<span>{}</span></button></div></div>',
        id, label, id, value, id, _("Copied"), draw("copy"), _("Copy"),
    )  # fmt: skip
