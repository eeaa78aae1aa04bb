"""One question of every type, for tests of forms and answers."""

from typing import Any

from programmes.calls import actions as calls
from programmes.calls.models import Question, Section
from programmes.calls.states import OFFERING, Type

CONSENT = {"fr": "J’accepte que mon dossier soit lu.", "ar": "أوافق على قراءة ملفي."}
LIMITS: dict[str, dict[str, Any]] = {
    Type.SCALE: {"lowest": 1, "highest": 5, "low_end": {"fr": "peu"}, "high_end": {"fr": "beaucoup"}},
    Type.LONG: {"words": 300, "least_words": 2},
    Type.REGION: {"countries": ["TN", "MA"]},
    Type.BUDGET: {"asked": True, "percent": 50, "ceiling": 9000, "currency": "TND"},
    Type.CONSENT: {"text": CONSENT},
    Type.PEOPLE: {"most": 5},
}
OPTIONS = [{"value": "film", "label": {"fr": "Film"}}, {"value": "sound", "label": {"fr": "Son"}}]


def add(section: Section, kind: str, *, by: Any, label: str = "", **fields: Any) -> Question:
    given = {"limits": LIMITS.get(kind, {}), "options": OPTIONS if kind in OFFERING else []} | fields
    return calls.add_question(section, by=by, type=kind, label={"fr": label or f"Question {kind}"}, **given)


def every_type(section: Section, *, by: Any) -> dict[str, Question]:
    return {kind: add(section, kind, by=by) for kind in Type.values}
