"""The answers a question offers, as rows of a form."""

from collections.abc import Collection, Sequence
from typing import Any

from django.utils.text import slugify

from incubator.lib.folding import fold
from incubator.lib.numbers import whole
from incubator.web.texts import CODES, Texts
from programmes.calls.states import Meaning
from programmes.editions.states import DISCIPLINES

MOST_ROWS = 60


def _discipline(label: Texts) -> str:
    """The code of a discipline that a label names in any language."""
    names = {fold(str(name)): code for code, name in DISCIPLINES} | {fold(code): code for code, _name in DISCIPLINES}
    return next((names[fold(text)] for text in label.values() if fold(text) in names), "")


class OptionRows:
    """The answers a question offers, as rows that one adds, removes and moves by buttons, without script.

    A row's `value` is what answers hold: it stays when labels change. Rows without any label are left out.
    """

    def __init__(self, languages: Sequence[str], rows: list[dict[str, Any]]) -> None:
        used = {code for row in rows for code, text in row["label"].items() if text}
        self.languages = [*languages, *(code for code in CODES if code in used and code not in languages)]
        self.rows = rows

    @classmethod
    def of(cls, languages: Sequence[str], options: Sequence[dict[str, Any]], blank: int = 0) -> "OptionRows":
        rows: list[dict[str, Any]] = [
            {"value": str(one["value"]), "label": dict(one["label"]), "retired": bool(one.get("retired"))} for one in options
        ]
        return cls(languages, rows + [{"value": "", "label": {}, "retired": False} for _ in range(blank)])

    @classmethod
    def posted(cls, languages: Sequence[str], data: Any) -> "OptionRows":
        count = min(whole(data.get("options")) or 0, MOST_ROWS)
        rows = []
        for place in range(count):
            label = {code: " ".join(data.get(f"option-{place}-{code}", "").split())[:200] for code in CODES}
            value = data.get(f"option-{place}-value", "")[:80]
            retired = data.get(f"option-{place}-retired", "") == "1"
            rows.append({"value": value, "label": {code: text for code, text in label.items() if text}, "retired": retired})
        return cls(languages, rows)

    def press(self, button: str, used: Collection[str] = ()) -> None:
        """Do what a row's button says: "add", "remove-2", "up-2", "down-2", "back-2".

        What answers hold (`used`) is offered no more instead of removed, and can be offered again.
        """
        act, _dash, number = button.partition("-")
        place = whole(number)
        if act == "add" and len(self.rows) < MOST_ROWS:
            self.rows.append({"value": "", "label": {}, "retired": False})
        if place is None or place >= len(self.rows):
            return
        if act in ("remove", "back") and self.rows[place]["value"] in used:
            self.rows[place]["retired"] = act == "remove"
        elif act == "back":
            self.rows[place]["retired"] = False
        elif act == "remove":
            del self.rows[place]
        there = place + {"up": -1, "down": 1}.get(act, 0)
        if act in ("up", "down") and 0 <= there < len(self.rows):
            self.rows[place], self.rows[there] = self.rows[there], self.rows[place]

    def options(self, meaning: str = "") -> list[dict[str, Any]]:
        """As the question keeps them; new rows get a value from their label."""
        kept = [row for row in self.rows if any(row["label"].values())]
        taken = {row["value"] for row in kept if row["value"]}
        found = []
        for row in kept:
            value = row["value"]
            if not value:
                label = Texts(row["label"])
                code = _discipline(label) if meaning == Meaning.DISCIPLINE else ""
                base = code or slugify(label.best("fr")[0])[:36] or "answer"
                value, number = base, 2
                while value in taken:
                    value, number = f"{base}-{number}", number + 1
                taken.add(value)
            found.append({"value": value, "label": row["label"]} | ({"retired": True} if row["retired"] else {}))
        return found

    def __iter__(self) -> Any:
        """Rows for the page: (place, row, [(language, text)])."""
        for place, row in enumerate(self.rows):
            yield place, row, [(code, row["label"].get(code, "")) for code in self.languages]

    def __len__(self) -> int:
        return len(self.rows)
