""" "May I apply?": asks what the call's rules need, and no name."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from incubator.lib.places import country_choices
from incubator.web.texts import Texts
from incubator.web.widgets import Segments
from programmes.calls.eligibility import ELSEWHERE, OTHER, Facts, OwnRule, Rules
from programmes.calls.forms.zoned import Day
from programmes.calls.models import Question
from programmes.calls.states import Meaning, Type
from programmes.editions.states import DISCIPLINES

MEANINGS = {
    "birth": Meaning.BIRTH, "country": Meaning.COUNTRY, "nationality": Meaning.NATIONALITY, "region": Meaning.REGION,
    "discipline": Meaning.DISCIPLINE,
}  # fmt: skip
YES, NO = "yes", "no"
CHOOSE = ("", _("Choose …"))


def _in_words(own: OwnRule) -> forms.ChoiceField:
    choices = [(value, str(Texts(words)) or value) for value, words in own.labels.items()]
    # In a page of the other direction a question in another language keeps its own, with its mark at its end.
    label = format_html("<bdi>{}</bdi>", str(Texts(own.text)))
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=Segments)


class CheckForm(forms.Form):
    """Only the fields that count for these rules. `questions`: what the call asks, for the answers it offers."""

    birth = forms.DateField(label=_("Your date of birth"), required=False, widget=Day())
    country = forms.ChoiceField(label=_("Country where you live"), required=False)
    nationality = forms.ChoiceField(label=_("Your nationality"), required=False)
    region = forms.ChoiceField(label=_("Region where you live"), required=False)
    discipline = forms.ChoiceField(label=_("Discipline of your project"), required=False)
    earlier = forms.ChoiceField(
        label=_("Have you taken part in an earlier cohort of this programme?"),
        choices=[(YES, _("Yes")), (NO, _("No"))], required=False, widget=Segments,
    )  # fmt: skip

    def __init__(self, *args: Any, rules: Rules, questions: Sequence[Question] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {question.meaning: question for question in questions if question.meaning}
        self.own = {f"own-{rule.key}": rule for rule in rules.own}
        counts = {
            "birth": rules.by_age, "country": rules.by_residence, "nationality": rules.by_nationality,
            "region": rules.regions, "discipline": rules.disciplines, "earlier": rules.earlier,
        }  # fmt: skip
        for name, one in counts.items():
            if not one:
                del self.fields[name]
        regions = [(name, str(Texts(rules.regions_named.get(name) or {})) or name) for name in rules.regions]
        self._offer("country", country_choices())
        self._offer("nationality", country_choices())
        self._offer("region", [*regions, (ELSEWHERE, _("Another region"))])
        self._offer("discipline", [*_disciplines(rules), (OTHER, _("Another discipline"))])
        self.fields |= {name: _in_words(rule) for name, rule in self.own.items()}

    def _offer(self, name: str, choices: list[Any]) -> None:
        field: Any = self.fields.get(name)
        if field is not None:
            field.choices = [CHOOSE, *choices]

    def facts(self) -> Facts:
        data = self.cleaned_data
        earlier = {YES: True, NO: False}.get(data.get("earlier", ""))
        own = {rule.key: data.get(name, "") for name, rule in self.own.items()}
        return Facts(
            data.get("birth"), data.get("country", ""), data.get("region", ""), data.get("nationality", ""),
            data.get("discipline", ""), earlier, own,
        )  # fmt: skip

    def answers(self) -> Iterator[tuple[int, str]]:
        """What was said, as answers to the call's own questions: they begin the application with it."""
        data = self.cleaned_data
        for name, meaning in MEANINGS.items():
            question, value = self.questions.get(meaning), data.get(name)
            if question is None or not value:
                continue
            value = value.isoformat() if name == "birth" else str(value)
            if question.type != Type.CHOICE and value == ELSEWHERE:
                continue
            if question.type != Type.CHOICE or value in [str(option["value"]) for option in question.options]:
                yield question.pk, value
        yield from ((int(rule.key), data[name]) for name, rule in self.own.items() if data.get(name))


def _disciplines(rules: Rules) -> list[tuple[str, str]]:
    if rules.names:
        return [(value, str(Texts(words)) or value) for value, words in rules.names.items()]
    return [(value, str(name)) for value, name in DISCIPLINES]
