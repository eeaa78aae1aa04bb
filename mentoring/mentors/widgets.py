"""A week of half-days to tick: what people mean when they say when they are free."""

from typing import Any

from django import forms

from mentoring.mentors.states import DAYS, HALVES

CODES = [f"{day}-{half}" for day, _name in DAYS for half, _half_name in HALVES]


class HalfDays(forms.CheckboxSelectMultiple):
    """A grid of days and halves; value: codes like "mon-am"."""

    template_name = "mentoring/mentors/half_days.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        ticked = {str(code) for code in value or []}
        stem = (attrs or {}).get("id") or f"id_{name}"
        context["widget"]["halves"] = [label for _code, label in HALVES]
        context["widget"]["days"] = [
            {
                "label": day_label,
                "cells": [
                    {
                        "id": f"{stem}_{day}_{half}",
                        "code": f"{day}-{half}",
                        "half": half_label,
                        "ticked": f"{day}-{half}" in ticked,
                    }
                    for half, half_label in HALVES
                ],
            }
            for day, day_label in DAYS
        ]
        return context


class HalfDaysField(forms.MultipleChoiceField):
    """Gives a list of codes in the order of the week."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[(code, code) for code in CODES], widget=HalfDays, **kwargs)

    def clean(self, value: Any) -> list[str]:
        given = set(super().clean(value))
        return [code for code in CODES if code in given]
