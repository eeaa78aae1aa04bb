"""A condition of the call's own: a question, and the answer that the rules want."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.web.texts import Texts, TextsFormField
from incubator.web.widgets import Segments
from programmes.calls.forms.call import HARD, SOFT, strictness
from programmes.calls.models import Question
from programmes.calls.starter import YES, YES_NO


class ConditionForm(forms.Form):
    """`given()` is what the actions take. The answers offered are yes and no, unless the question offers others already."""

    label = TextsFormField(
        label=_("Question"), max_length=300, help_text=_("To be answered with yes or no, such as “Is this your first film?”")
    )
    help = TextsFormField(label=_("Help"), max_length=600, required=False)
    wanted = forms.ChoiceField(label=_("The rule is met by"), widget=Segments)
    strict = strictness()

    def __init__(self, *args: Any, question: Question | None = None, **kwargs: Any) -> None:
        if question is None:
            kwargs["initial"] = {"wanted": YES, "strict": HARD}
        else:
            kwargs["initial"] = {
                "label": question.label, "help": question.help, "wanted": question.wanted,
                "strict": SOFT if question.wanted_soft else HARD,
            }  # fmt: skip
        super().__init__(*args, **kwargs)
        offered: list[Any] = list(question.options if question else YES_NO)
        wanted: Any = self.fields["wanted"]
        wanted.choices = [(str(one["value"]), str(Texts(one.get("label") or {})) or str(one["value"])) for one in offered]

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"label": data["label"], "help": data["help"], "wanted": data["wanted"], "soft": data["strict"] == SOFT}
