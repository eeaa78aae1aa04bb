"""Forms of calls: the call itself, its questions, its stages, and the public self-check."""

from programmes.calls.forms.call import CallForm, CopyForm, ExtendForm
from programmes.calls.forms.check import CheckForm
from programmes.calls.forms.condition import ConditionForm
from programmes.calls.forms.options import OptionRows
from programmes.calls.forms.passes import PassForm
from programmes.calls.forms.question import QuestionForm, SectionForm
from programmes.calls.forms.sets import KeepForm, NameForm
from programmes.calls.forms.stages import CriterionForm, StageForm

__all__ = [
    "CallForm",
    "CheckForm",
    "ConditionForm",
    "CopyForm",
    "CriterionForm",
    "ExtendForm",
    "KeepForm",
    "NameForm",
    "OptionRows",
    "PassForm",
    "QuestionForm",
    "SectionForm",
    "StageForm",
]
