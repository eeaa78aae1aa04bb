"""`{% load calls %}`: a call's questions as controls, answers and findings in words."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from incubator.lib.kept import Kept
from incubator.web.html import escaped
from incubator.web.texts import Texts
from programmes.calls.answers import blank, show_answer
from programmes.calls.controls import control_of
from programmes.calls.phrases import sentence
from programmes.calls.states import Type

register = template.Library()

MARK = secrets.token_hex(12)
"""Stands where the answer goes in a question that is kept; nobody can type it, since nobody knows it."""
TYPED = (Type.SHORT, Type.LONG, Type.LINK)
"""Their answer stands in the control as it was typed, once, and nothing else depends on it."""
CHOSEN = (Type.CHOICE, Type.COUNTRY, Type.LANGUAGE)
LONGEST_VALUE = 80
"""Characters of an option's value."""
_kept: Kept[SafeString] = Kept(800)


@register.simple_tag
def question_field(
    question: Any,
    value: Any = None,
    *,
    error: Any = "",
    name: str = "",
    files: Any = (),
    visible: bool = True,
    waiting: Mapping[str, Any] | None = None,
    stamp: int | None = None,
) -> SafeString:
    """One question as a form control named `q-<id>`, with its help, limits and what is wrong.

    `files`: what is attached so far, mappings of {name, size, href, remove} (`remove`: name of the button that takes it
    away, or "", `type` and `small` for a preview). `waiting`: what is half sent, by question. `visible=False` writes a
    conditional question hidden, for a script to show. `stamp` is the number of public changes that the question was read
    with: with it, a question that looks alike for many is drawn once, until something public changes.
    """
    name = name or f"q-{question.pk}"
    waits = (waiting or {}).get(str(question.pk), ())
    if stamp is None or error or files or waits:
        return _drawn(question, value, name, visible=visible, error=error, files=files, waiting=waits)
    return _alike(question, value, name, visible, stamp)


def _alike(question: Any, value: Any, name: str, visible: bool, stamp: int) -> SafeString:
    """The question as all see it who answered alike, drawn once; what is typed is written into it."""

    def draw(shown: Any) -> SafeString:
        return _drawn(question, shown, name, visible=visible)

    key = (question.pk, stamp, get_language(), name, visible)
    if value in (None, ""):
        return _kept.of(key, lambda: draw(None))
    if blank(value):
        return draw(value)
    if question.type in TYPED and isinstance(value, str):
        return SafeString(_kept.of((*key, MARK), lambda: draw(MARK)).replace(MARK, escaped(value)))
    if question.type in CHOSEN and isinstance(value, str) and len(value) <= LONGEST_VALUE:
        return _kept.of((*key, value), lambda: draw(value))
    return draw(value)


def _drawn(
    question: Any, value: Any, name: str, *, visible: bool, error: Any = "", files: Any = (), waiting: Any = ()
) -> SafeString:  # fmt: skip
    frame = {
        "question": question,
        "error": error,
        "name": name,
        "files": files,
        "waiting": waiting,
        "visible": visible,
        "described": " ".join(part for part in (f"{name}-help", f"{name}-error" if error else "") if part),
    }
    drawn: Any = get_template("programmes/calls/_question.html")
    return cast("SafeString", drawn.template.render(Context(frame | control_of(question, value, name, len(files)))))


@register.simple_tag
def option_rows(options: Iterable[Mapping[str, Any]]) -> SafeString:
    """The options of a list. Looped over in a template, 250 countries were a third of the form's time."""
    rows = [
        f'<option value="{escaped(option["value"])}"{" selected" if option["on"] else ""}>{escaped(option["label"])}</option>'
        for option in options
    ]
    return SafeString("".join(rows))


@register.filter
def answer(question: Any, value: Any) -> str:
    """An answer in words, in the reader's language. `{{ question|answer:value }}`"""
    return show_answer(question, value, get_language() or "fr")


@register.filter
def finding(found: Mapping[str, Any]) -> str:
    """A finding of eligibility as a sentence. `{% for one in application.eligibility %}{{ one|finding }}{% endfor %}`"""
    return sentence(found)


@register.filter
def counted(counts: Mapping[str, int], key: str) -> int:
    """How often a key was counted. `{{ used|counted:row.value }}`"""
    return counts.get(key, 0)


@register.filter
def in_language(texts: Mapping[str, str]) -> str:
    """The text kept as plain JSON, in the reader's language or the nearest there is."""
    return str(Texts(texts or {}))
