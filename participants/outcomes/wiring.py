"""What outcomes give to other rooms: their counts as measures of a cohort."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from participants.outcomes.queries import people_with, verified_count
from participants.outcomes.states import Kind
from programmes.indicators.registry import measure

for _kind in Kind:
    measure(f"outcomes_{_kind.value}", _kind.label, partial(verified_count, kind=_kind.value))
measure("people_first_job", _("people with a first professional opportunity"), partial(people_with, kind=Kind.FIRST_JOB))
