"""Figures one would rather look at: funnels, meters, progress, bars, distributions, phases. Each is its own table."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from incubator.web.components import attrs, checked
from incubator.web.components.marks import tone_class_of
from incubator.web.html import format_html, format_html_join

register = template.Library()

Items = Iterable[Mapping[str, Any]]
WIDTH = 1000
"""Units across a bar's picture; it is stretched to its cell."""


def shown(value: Any) -> str:
    """A number as the reader's language writes it; anything else as it is."""
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return number_format(value, decimal_pos=None if isinstance(value, int) else 1, use_l10n=True, force_grouping=True)


@register.simple_tag
def figures(items: Items, *, label: str) -> SafeString:
    """A strip of figures that are links, wider where there is more; items: {text, value, href?, tone?, current?}."""
    items = [checked(item, "figures", "text value", "href tone current") for item in items]
    numbers = [item["value"] for item in items if isinstance(item["value"], int | float)]
    most = max(numbers, default=0) or 1
    rows = []
    for item in items:
        value = item["value"]
        weight = max(1, round(12 * value / most)) if isinstance(value, int | float) else 4
        inside = format_html("<b>{}</b><small>{}</small>", shown(value), item["text"])
        classes = f"n-{weight} {tone_class_of(item.get('tone', ''), 'figures')}".strip()
        if item.get("href"):
            current = attrs(aria_current="true" if item.get("current") else "")
            rows.append((classes, format_html('<a href="{}"{}>{}</a>', item["href"], current, inside)))
        else:
            rows.append((classes, format_html('<span class="fig">{}</span>', inside)))
    return format_html(
        '<ul class="funnel" aria-label="{}">{}</ul>',
        label,
        format_html_join("", '<li class="{}">{}</li>', rows),
    )


@register.simple_tag
def score(value: float | None, *, most: float, label: str = "") -> SafeString:
    """A score as a short bar with its figure; None is a dash. `{% score 15.4 most=20 label=_("Score") %}`"""
    text = "–" if value is None else shown(value)
    bar = format_html('<meter min="0" max="{}" value="{}"{}></meter>', most, value or 0, attrs(aria_label=label or text))
    return format_html('<span class="score">{}<b>{}</b></span>', bar, text)


@register.simple_tag
def progress(done: int, total: int, *, label: str, href: str = "", poll: str = "", id: str = "") -> SafeString:
    """Real progress of long work. `poll`: address of this fragment, asked again every 2 s by htmx until done = total."""
    again = attrs(hx_get=poll, hx_trigger="every 2s", hx_swap="outerHTML") if poll and done < total else ""
    said = _("%(done)s of %(total)s") % {"done": shown(done), "total": shown(total)}
    way = format_html('<a href="{}">{}</a>', href, label) if href else label
    return format_html(
        '<div class="doing"{}{}><p><span>{}</span><b>{}</b></p><progress max="{}" value="{}" aria-label="{}"></progress></div>',
        attrs(id=id), again, way, said, total, done, label,
    )  # fmt: skip


def _bar(start: float, width: float, *extra: SafeString, rail: bool = True, tone: str = "") -> SafeString:
    """One bar, in units of 0..WIDTH. Mirrored by the style sheet where one reads from right to left."""
    back = format_html('<rect class="rail" width="{}" height="10"/>', WIDTH) if rail else ""
    bar = format_html(
        '<rect class="{}" x="{}" width="{}" height="10"/>',
        tone_class_of(tone, "bar"),
        round(start),
        max(round(width), 1),
    )
    lines = format_html_join("", "{}", ((one,) for one in extra))
    return format_html(
        '<svg viewBox="0 0 {} 10" preserveAspectRatio="none" aria-hidden="true">{}{}{}</svg>',
        WIDTH,
        back,
        bar,
        lines,
    )


def _line(place: float, name: str) -> SafeString:
    return format_html('<line class="{}" x1="{}" x2="{}" y1="-2" y2="12"/>', name, round(place), round(place))


@register.simple_tag
def bars(items: Items, *, label: str, unit: str = "") -> SafeString:
    """A bar for each; items: {text, value, goal?, href?, tone?, said?}. `said` replaces the figure's writing."""
    items = [checked(item, "bars", "text value", "goal href tone said") for item in items]
    most = max((max(item["value"] or 0, item.get("goal") or 0) for item in items), default=0) or 1
    rows = []
    for item in items:
        goal = item.get("goal")
        lines = [_line(WIDTH * goal / most, "goal")] if goal else []
        text = format_html('<a href="{}">{}</a>', item["href"], item["text"]) if item.get("href") else item["text"]
        value = item.get("said") or shown(item["value"])
        if goal and not item.get("said"):
            value = format_html('{} <span class="muted">/ {}</span>', value, shown(goal))
        rows.append((text, _bar(0, WIDTH * (item["value"] or 0) / most, *lines, tone=item.get("tone", "")), value))
    body = format_html_join("", '<tr><th scope="row">{}</th><td>{}</td><td class="num">{}</td></tr>', rows)
    head = format_html('<thead class="vh"><tr><th>{}</th><td></td><th>{}</th></tr></thead>', label, unit or _("Figure"))
    return format_html('<table class="chart"><caption class="vh">{}</caption>{}<tbody>{}</tbody></table>', label, head, body)


@register.simple_tag
def distribution(
    counts: Sequence[int],
    *,
    label: str,
    low: Any,
    high: Any,
    mark: float | None = None,
    names: Sequence[Any] = (),
) -> SafeString:
    """How scores spread: a column for each count from `low` to `high`; `mark` (0 to 1) is a line, such as the cut.

    `names` (as many as counts) name the columns in the table for readers.
    """
    most = max(counts, default=0) or 1
    width = WIDTH / max(len(counts), 1)
    columns = format_html_join(
        "", '<rect x="{}" y="{}" width="{}" height="{}"/>',
        ((round(place * width + width * 0.06, 1), round(100 - 100 * n / most, 1), round(width * 0.88, 1),
         round(100 * n / most, 1))
         for place, n in enumerate(counts)),
    )  # fmt: skip
    line = "" if mark is None else format_html('<line class="mark" x1="{0}" x2="{0}" y1="0" y2="100"/>', round(WIDTH * mark))
    picture = format_html(
        '<svg viewBox="0 0 {} 100" preserveAspectRatio="none" aria-hidden="true">{}{}</svg>',
        WIDTH,
        columns,
        line,
    )
    axis = format_html('<div class="axis" aria-hidden="true"><span>{}</span><span>{}</span></div>', shown(low), shown(high))
    named = names or range(1, len(counts) + 1)
    rows = format_html_join("", '<tr><th scope="row">{}</th><td>{}</td></tr>', zip(named, counts, strict=True))
    table = format_html('<table class="vh"><caption>{}</caption><tbody>{}</tbody></table>', label, rows)
    return format_html('<div class="hist">{}{}{}</div>', picture, axis, table)


@register.simple_tag
def strip(scores: Sequence[float], *, mark: float | None = None, most: float = 100) -> SafeString:
    """A point for each score on a line from 0 to `most`, a stroke at `mark`; read out as the scores themselves."""
    points = format_html_join(
        "", '<circle cx="{}" cy="10" r="5"/>', ((round(200 * min(max(one, 0), most) / most, 1),) for one in scores)
    )
    line = ""
    if mark is not None:
        line = format_html(
            '<line class="mark" x1="{0}" x2="{0}" y1="1" y2="19"/>', round(200 * min(max(mark, 0), most) / most, 1)
        )
    said = ", ".join(shown(round(one)) for one in scores)
    return format_html(
        '<span class="strip"><svg viewBox="-6 0 212 20" aria-hidden="true"><path d="M0 10H200"/>{}{}</svg>'
        '<span class="vh">{}</span></span>', line, points, said,
    )  # fmt: skip


@register.simple_tag
def spark(counts: Sequence[int]) -> SafeString:
    """A distribution no larger than a word; read out as its counts, from the lowest tenth to the highest."""
    most = max(counts, default=0) or 1
    width = 200 / max(len(counts), 1)
    columns = format_html_join(
        "", '<rect x="{}" y="{}" width="{}" height="{}"/>',
        ((round(place * width, 1), round(20 - 20 * n / most, 1), round(width * 0.8, 1), round(20 * n / most, 1))
         for place, n in enumerate(counts)),
    )  # fmt: skip
    said = ", ".join(str(n) for n in counts)
    return format_html(
        '<span class="strip"><svg viewBox="-6 0 212 20" aria-hidden="true"><path d="M0 20H200"/>{}</svg>'
        '<span class="vh">{}</span></span>', columns, said,
    )  # fmt: skip


def _path(values: Sequence[int | None], most: int) -> str:
    """The points of a line, in a picture of WIDTH by 100; a line ends where there is no value any more."""
    step = WIDTH / max(len(values) - 1, 1)
    return " ".join(f"{place * step:.1f},{100 - 100 * n / most:.1f}" for place, n in enumerate(values) if n is not None)


@register.simple_tag
def lines(items: Items, *, label: str, now: str, before: str = "", head: str = "") -> SafeString:
    """Two lines over the same days, this time and last time; items: {text, now, before?, href?}, None where nothing is known.

    `now` and `before` name the lines; the figures stand in a table that unfolds, whose first column is named `head`.
    """
    items = [checked(item, "lines", "text now", "before href") for item in items]
    if not items:
        return SafeString("")
    series = [("now", now, [item["now"] for item in items])]
    if before:
        series.insert(0, ("before", before, [item.get("before") for item in items]))
    most = max((n for _name, _text, values in series for n in values if n is not None), default=0) or 1
    drawn = format_html_join(
        "", '<polyline class="{}" points="{}"/>', ((name, _path(values, most)) for name, _t, values in series)
    )
    picture = format_html('<svg viewBox="0 0 {} 100" preserveAspectRatio="none" aria-hidden="true">{}</svg>', WIDTH, drawn)
    keys = format_html_join("", '<li class="{}">{}</li>', ((name, text) for name, text, _values in reversed(series)))
    ends = (items[0]["text"], items[-1]["text"])
    axis = format_html('<div class="axis" aria-hidden="true"><span>{}</span><span>{}</span></div>', *ends)
    top = format_html('<div class="peak" aria-hidden="true">{}</div>', shown(most))
    return format_html(
        '<div class="hist lined"><ul class="keys" aria-hidden="true">{}</ul>{}{}{}{}</div>',
        keys, top, picture, axis, _table_of(items, series[::-1], label=label, head=head),
    )  # fmt: skip


def _table_of(items: Sequence[Mapping[str, Any]], series: Sequence[Any], *, label: str, head: str) -> SafeString:
    heads = format_html_join("", '<th class="num">{}</th>', ((text,) for _name, text, _values in series))
    rows = []
    for place, item in enumerate(items):
        text = format_html('<a href="{}">{}</a>', item["href"], item["text"]) if item.get("href") else item["text"]
        cells = (("–" if values[place] is None else shown(values[place]),) for _name, _text, values in series)
        rows.append((text, format_html_join("", '<td class="num">{}</td>', cells)))
    body = format_html_join("", '<tr><th scope="row">{}</th>{}</tr>', rows)
    table = format_html(
        '<table><caption class="vh">{}</caption><thead><tr><th>{}</th>{}</tr></thead><tbody>{}</tbody></table>',
        label, head or _("Day"), heads, body,
    )  # fmt: skip
    return format_html('<details class="fold slim"><summary>{}</summary>{}</details>', _("The figures as a table"), table)


@register.simple_tag
def phases(items: Items, *, label: str, today: date | None = None) -> SafeString:
    """Dated slices over one line of time, with today on it; items: {text, start, end, href?, tone?} (dates)."""
    items = [checked(item, "phases", "text start end", "href tone") for item in items]
    if not items:
        return SafeString("")
    today = today or timezone.localdate()
    first, last = min(item["start"] for item in items), max(item["end"] for item in items)
    days = (last - first).days + 1
    place = WIDTH * ((today - first).days + 0.5) / days
    lines = [_line(place, "today")] if first <= today <= last else []
    rows = []
    for item in items:
        start, length = (item["start"] - first).days, (item["end"] - item["start"]).days + 1
        text = format_html('<a href="{}">{}</a>', item["href"], item["text"]) if item.get("href") else item["text"]
        now = attrs(aria_current="date" if item["start"] <= today <= item["end"] else "")
        picture = _bar(WIDTH * start / days, WIDTH * length / days, *lines, tone=item.get("tone", ""))
        rows.append(
            (
                now,
                text,
                date_format(item["start"], "SHORT_DATE_FORMAT"),
                date_format(item["end"], "SHORT_DATE_FORMAT"),
                picture,
            )
        )
    body = format_html_join(
        "", '<tr{}><th scope="row">{}</th><td class="num">{} – {}</td><td class="picture">{}</td></tr>', rows
    )  # fmt: skip
    head = format_html('<thead class="vh"><tr><th>{}</th><th>{}</th><td></td></tr></thead>', _("Phase"), _("Dates"))
    return format_html(
        '<table class="chart phases"><caption class="vh">{}</caption>{}<tbody>{}</tbody></table>',
        label,
        head,
        body,
    )
