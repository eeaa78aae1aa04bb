"""How Django writes forms: our templates for a form and a field, Django's own for the controls in them."""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString, mark_safe

from incubator.web.html import escaped

SELECT = "django/forms/widgets/select.html"


class VeilleeRenderer(TemplatesSetting):
    """Set as `FORM_RENDERER`. Needs `django.forms` among the installed apps, whose widget templates it falls back to."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    formset_template_name = "forms/formset.html"

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if template_name == SELECT:
            return select(context["widget"])
        return super().render(template_name, context, request)


def select(widget: Mapping[str, Any]) -> SafeString:
    """What Django's template for a list of choices writes. A template for each of 250 countries was most of a page's time."""
    parts = [f'<select name="{escaped(widget["name"])}"{attributes(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            parts.append(f'<optgroup label="{escaped(group)}">')
        for option in options:
            value = escaped(option["value"])
            parts.append(f'<option value="{value}"{attributes(option["attrs"])}>{escaped(option["label"])}</option>')
        if group:
            parts.append("</optgroup>")
    parts.append("</select>")
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above


def attributes(given: Mapping[str, Any]) -> str:
    """HTML attributes as Django's template writes them: False leaves one out, True gives it without a value."""
    said = []
    for name, value in given.items():
        if value is not False:
            said.append(f" {name}" if value is True else f' {name}="{escaped(value)}"')
    return "".join(said)
