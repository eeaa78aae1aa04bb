"""`{% load calls %}`: a call's questions as controls, answers and findings in words."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import get_language

from incubator.lib.places import country_choices
from incubator.web.texts import Texts
from programmes.calls.answers import MOST, blank, file_rules, show_answer
from programmes.calls.phrases import sentence
from programmes.calls.states import Meaning, Type

register = template.Library()

AUTOCOMPLETE = {Meaning.NAME: "name", Meaning.BIRTH: "bday", Meaning.COUNTRY: "country", Meaning.REGION: "address-level1"}


def _options(question: Any, value: Any) -> list[dict[str, Any]]:
    if question.type == Type.COUNTRY:
        return [{"value": code, "label": name, "on": code == value} for code, name in country_choices()]
    chosen = {str(one) for one in (value if isinstance(value, list) else [value])}
    found = []
    for option in question.options or []:
        label, language = Texts(option.get("label") or {}).best()
        on = str(option["value"]) in chosen
        found.append({"value": option["value"], "label": label or option["value"], "language": language, "on": on})
    return found


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
    limits = question.limits or {}
    name = name or f"q-{question.pk}"
    characters = limits.get("characters") or (MOST[Type.SHORT] if question.type == Type.SHORT else None)
    label, language = question.label.best()
    return {
        "question": question,
        "value": "" if blank(value) else value,
        "error": error,
        "name": name,
        "label": label,
        "language": "" if language == get_language() else language,
        "help": question.help.best()[0],
        "options": _options(question, value) if question.type in (Type.CHOICE, Type.SEVERAL, Type.COUNTRY) else [],
        "few": len(question.options or []) <= 8,
        "characters": characters,
        "limits": limits,
        "rules": file_rules(question) if question.type == Type.FILE else None,
        "room": max(file_rules(question).files - len(files), 0) if question.type == Type.FILE else 0,
        "files": files,
        "waiting": (waiting or {}).get(str(question.pk), ()),
        "visible": visible,
        "autocomplete": AUTOCOMPLETE.get(question.meaning, ""),
        "described": " ".join(part for part in (f"{name}-help", f"{name}-error" if error else "") if part),
    }


@register.filter
def answer(question: Any, value: Any) -> str:
    """An answer in words, in the reader's language. `{{ question|answer:value }}`"""
    return show_answer(question, value, get_language() or "fr")


@register.filter
def finding(found: Mapping[str, Any]) -> str:
    """A finding of eligibility as a sentence. `{% for one in application.eligibility %}{{ one|finding }}{% endfor %}`"""
    return sentence(found)
