"""The application forms of the demo's calls: what a file of `data/forms` asks, written into a call by the editor's actions."""

from typing import Any

from incubator.demo.facts import data
from programmes.calls import actions as calls
from programmes.calls import starter
from programmes.calls.models import Call, Question
from programmes.calls.states import Type

READY = {
    "name": starter.NAME, "birth": starter.BIRTH, "country": starter.COUNTRY, "gender": starter.GENDER, "title": starter.TITLE,
    "discipline": starter.DISCIPLINE, "summary": starter.SUMMARY, "link": starter.LINK, "video": starter.VIDEO,
}  # fmt: skip
"""Questions of the ready-made form, which a file takes over by their name and may reword."""
IN_LIMITS = ("text", "low_end", "high_end")


def form(key: str) -> dict[str, Any]:
    """What stands in a programme's file: its languages, the texts of its call, the sections of its form."""
    return dict(data(f"forms/{key}"))


def call_texts(key: str) -> dict[str, Any]:
    return dict(form(key)["call"])


def write_form(call: Call, key: str, *, by: Any) -> dict[str, Question]:
    """Ask a programme's questions in a draft of a call. Gives those questions that the file names, by their names."""
    named: dict[str, Question] = {}
    languages = set(form(key)["languages"])
    for section in form(key)["sections"]:
        texts = {name: section[name] for name in ("title", "help") if name in section}
        row = calls.add_section(call, by=by, step=section.get("step", 1), **texts)
        for asked in section["questions"]:
            question = calls.add_question(row, by=by, **_fields(asked, named, languages))
            named[asked.get("key") or asked.get("use") or str(question.meaning)] = question
    return named


def _fields(asked: dict[str, Any], named: dict[str, Question], languages: set[str]) -> dict[str, Any]:
    fields = {name: _in(value, languages) for name, value in READY.get(asked.get("use", ""), {}).items()}
    fields |= {name: value for name, value in asked.items() if name not in ("use", "key", "soft", "yes_no", *IN_LIMITS)}
    fields["limits"] = dict(fields.get("limits", {})) | {name: asked[name] for name in IN_LIMITS if name in asked}
    if asked.get("yes_no"):
        fields |= {"type": Type.CHOICE, "required": True, "options": _in(starter.YES_NO, languages)}
        fields["wanted_soft"] = bool(asked.get("soft"))
    elif "options" in asked:
        fields["options"] = [{"value": value, "label": label} for value, label in asked["options"]]
    if "shown_if" in asked:
        on, value = asked["shown_if"]
        fields |= {"shown_if": named[on], "shown_if_value": value}
    return fields


def _in(value: Any, languages: set[str]) -> Any:
    """Texts of the ready-made questions, in the form's languages only: no half of a form in another one."""
    if isinstance(value, list):
        return [_in(one, languages) for one in value]
    if isinstance(value, dict) and "label" in value:
        return value | {"label": _in(value["label"], languages)}
    if isinstance(value, dict) and "fr" in value:
        return {code: text for code, text in value.items() if code in languages}
    return value
