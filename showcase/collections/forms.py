"""Forms of the curators' desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.editions.models import Programme
from showcase.collections.models import Collection


class CollectionForm(forms.ModelForm):
    class Meta:
        model = Collection
        fields = ["title", "text", "cohort"]

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cohort: Any = self.fields["cohort"]
        cohort.queryset, cohort.label, cohort.empty_label = programme.cohorts.order_by("-starts"), _("Edition"), "–"
        cohort.help_text = _("Where it shows what one cohort brought forth.")
