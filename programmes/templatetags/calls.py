"""`{% load calls %}`: a call's questions as controls, answers and findings in words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from incubator.web.html import escaped
from incubator.web.texts import Texts
from programmes.calls.answers import show_answer
from programmes.calls.controls import control_of
from programmes.calls.phrases import sentence

register = template.Library()


@register.inclusion_tag("programmes/calls/_question.html")
def question_field(
    question: Any,
    value: Any = None,
    *,
    error: Any = "",
    name: str = "",
    files: Any = (),
    visible: bool = True,
    waiting: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """One question as a form control named `q-<id>`, with its help, limits and what is wrong.

    `files`: what is attached so far, mappings of {name, size, href, remove} (`remove`: name of the button that takes it
    away, or "", `type` and `small` for a preview). `waiting`: what is half sent, by question. `visible=False` writes a
    conditional question hidden, for a script to show.
    """
    name = name or f"q-{question.pk}"
    frame = {
        "question": question,
        "error": error,
        "name": name,
        "files": files,
        "waiting": (waiting or {}).get(str(question.pk), ()),
        "visible": visible,
        "described": " ".join(part for part in (f"{name}-help", f"{name}-error" if error else "") if part),
    }
    return frame | control_of(question, value, name, len(files))


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
