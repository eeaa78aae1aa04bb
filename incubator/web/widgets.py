"""Controls of our own: a scale to score on, a ranking, choices shown at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from incubator.lib.numbers import whole


class Segments(forms.RadioSelect):
    """A few choices side by side, one of them pressed."""

    template_name = "forms/segments.html"


class ScaleInput(forms.RadioSelect):
    """A score from `low` to `high`, one press or arrow key each; `ends` describe the scale's two ends."""

    template_name = "forms/scale.html"

    def __init__(
        self,
        low: int = 1,
        high: int = 5,
        *,
        ends: tuple[Any, Any] = ("", ""),
        attrs: dict[str, Any] | None = None,
    ) -> None:
        self.ends = ends
        super().__init__(attrs, [(number, str(number)) for number in range(low, high + 1)])

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["ends"] = self.ends
        return context


class RankingInput(forms.Widget):
    """A place for each of several things. Value: the things' keys in the order chosen, those without a place left out."""

    template_name = "forms/ranking.html"

    def __init__(self, things: Sequence[tuple[Any, Any]] = (), *, places: int = 5, attrs: dict[str, Any] | None = None) -> None:
        self.things, self.places = list(things), places
        super().__init__(attrs)

    @property
    def most(self) -> int:
        return min(self.places, len(self.things))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        order = [str(key) for key in value or []]
        context["widget"]["places"] = range(1, self.most + 1)
        context["widget"]["rows"] = [
            {
                "name": f"{name}_{key}",
                "label": label,
                "place": order.index(str(key)) + 1 if str(key) in order else 0,
            }
            for key, label in self.things
        ]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        placed = []
        for key, _label in self.things:
            place = whole(data.get(f"{name}_{key}"))
            if place and place <= self.most:
                placed.append((place, str(key)))
        return [key for _place, key in sorted(placed)]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}_{key}" in data for key, _label in self.things)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return ""

    def use_required_attribute(self, initial: Any) -> bool:
        return False


class RankingField(forms.Field):
    """An ordered choice of some of `things` ((key, label) pairs); gives a list of keys as text."""

    def __init__(self, things: Iterable[tuple[Any, Any]] = (), *, places: int = 5, **kwargs: Any) -> None:
        kwargs["widget"] = RankingInput(list(things), places=places)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[str]:
        cleaned: list[str] = super().clean(value) or []
        return cleaned
