"""Forms: what a field is, filters, sections of a long form, what was saved; proportions and tints of pictures."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from incubator.web import palette
from incubator.web.components import attrs, checked, one_of
from incubator.web.components.dates import left
from incubator.web.components.marks import icon as draw
from incubator.web.html import format_html, format_html_join

register = template.Library()

SAVE_STATES = {"kept": "done", "saving": "refresh", "offline": "alert", "new": "save"}


@register.simple_tag
def field_kind(field: BoundField) -> str:
    """How a field is laid out: "check" (a single box), "text" (counted where limited), "" (the rest)."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "text" if isinstance(widget, forms.Textarea) else ""


@register.simple_tag
def required_mark() -> SafeString:
    """The sign of a field that must be filled; browsers read the control's own attribute instead."""
    return format_html('<abbr class="req" title="{}" aria-hidden="true">*</abbr>', _("required"))


@register.simple_tag(takes_context=True)
def filters(
    context: Any, form: forms.Form, *, label: str = "", clear: str = "", target: str = "", quick: Sequence[str] = (),
    keep: Mapping[str, str] | None = None,
) -> SafeString:  # fmt: skip
    """The filters of a list as a GET form: fields side by side, then apply and clear. `{% filters filterset.form clear=url %}`

    `target`: CSS selector of the list that htmx renews instead of the page. `quick` names those that stand open where there
    are many; the others fold, unless one of them is used. `keep` goes along in the address.
    """
    request = context.get("request")
    used = bool(request and any(request.GET.get(field.html_name) for field in form))
    about = {
        "form": form,
        "label": label or _("Filters"),
        "clear": clear or (request.path if request else ""),
        "used": used,
        "target": target,
        "first": [field for field in form.visible_fields() if not quick or field.html_name in quick],
        "more": (more := [field for field in form.visible_fields() if quick and field.html_name not in quick]),
        "unfolded": any(field.errors or (request and request.GET.get(field.html_name)) for field in more),
        "keep": keep or {},
    }
    return render_to_string("components/filters.html", about)


@register.simple_tag
def sections(items: Iterable[Mapping[str, Any]], *, label: str) -> SafeString:
    """Sections of a long form with what is filled; items: {text, href, done, total, current?}."""
    rows = []
    for item in items:
        checked(item, "sections", "text href done total", "current")
        full = item["done"] >= item["total"]
        count = _("%(done)s of %(total)s") % {"done": item["done"], "total": item["total"]}
        current = attrs(class_="full" if full else "", aria_current="step" if item.get("current") else "")
        rows.append((current, item["href"], item["text"], count))
    steps = format_html_join("", '<li><a{} href="{}"><span>{}</span><small>{}</small></a></li>', rows)
    return format_html('<nav aria-label="{}"><ol class="steps">{}</ol></nav>', label, steps)


@register.simple_tag
def saved(state: str = "new", *, at: datetime | None = None, id: str = "saved") -> SafeString:
    """What is kept of what was typed: kept (with when), saving, offline, new. Scripts change `data-state` and the text."""
    one_of(state, SAVE_STATES, "saved")
    texts = {
        "kept": _("Saved %(ago)s") % {"ago": left(at)} if at else _("Saved"), "saving": _("Saving …"),
        "offline": _("No connection: kept on this device"), "new": _("Not saved yet"),
    }  # fmt: skip
    more = attrs(data_kept=_("Saved"), data_saving=texts["saving"], data_offline=texts["offline"])
    return format_html(
        '<span class="saved {}" id="{}" role="status"{}>{}<span>{}</span></span>',
        state,
        id,
        more,
        draw(SAVE_STATES[state]),
        texts[state],
    )


@register.filter
def ratio(width: float, height: float) -> str:
    """Class of a picture's proportion. `class="work {{ asset.width|ratio:asset.height }}"`"""
    return palette.ratio_class(width, height)


@register.filter
def tone(colour: str) -> str:
    """Class of the light tint nearest to a colour, for what waits for its picture. `{{ asset.tone|tone }}`"""
    return palette.tone_class(colour)


@register.filter
def stage(colour: str) -> str:
    """Class of the dark stage nearest to a colour. `class="stage {{ work.stage|stage }}"`"""
    return palette.stage_class(colour)
