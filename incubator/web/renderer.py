"""How Django writes forms: our templates for a form and a field, Django's own for the controls in them."""

from django.forms.renderers import TemplatesSetting


class VeilleeRenderer(TemplatesSetting):
    """Set as `FORM_RENDERER`. Needs `django.forms` among the installed apps, whose widget templates it falls back to."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    formset_template_name = "forms/formset.html"
