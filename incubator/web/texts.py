"""Texts held per language in one JSON column: {"fr": "…", "ar": "…"}; what is missing falls back."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

CODES = tuple(code for code, _name in settings.LANGUAGES)


class Texts(dict[str, str]):
    """One text in several languages. `str()` gives it in the active language, or the nearest there is."""

    def best(self, language: str | None = None, first: str = "") -> tuple[str, str]:
        """The text and the language it is in: the one asked for, else `first`, else French, English, any."""
        for code in (language or get_language() or "", first, "fr", "en", *self):
            if code and self.get(code):
                return self[code], code
        return "", language or ""

    def __str__(self) -> str:
        return self.best()[0]

    def __bool__(self) -> bool:
        return any(self.values())

    def languages(self) -> list[str]:
        return [code for code in CODES if self.get(code)]

    def completeness(self, wanted: tuple[str, ...] = CODES) -> float:
        """Share of the wanted languages that have a text, 0 to 1."""
        return sum(bool(self.get(code)) for code in wanted) / len(wanted) if wanted else 1.0


class TextsField(models.JSONField):
    """A model field whose value is a `Texts`. `long` asks for a text area, `max_length` holds per language."""

    def __init__(self, *args: Any, long: bool = False, max_length: int | None = None, **kwargs: Any) -> None:
        self.long, self.most = long, max_length
        kwargs.setdefault("default", Texts)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.long:
            kwargs["long"] = True
        if self.most:
            kwargs["max_length"] = self.most
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Texts:
        return Texts(super().from_db_value(value, expression, connection) or {})

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return value if isinstance(value, Texts) or value is None else Texts(value)

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, name, _TextsAttribute(self))

    def formfield(self, **kwargs: Any) -> Any:
        kwargs.pop("encoder", None), kwargs.pop("decoder", None)
        defaults: dict[str, Any] = {
            "label": capfirst(self.verbose_name),
            "help_text": self.help_text,
            "required": not self.blank,
        }
        defaults |= {"long": self.long, "max_length": self.most} | kwargs
        return TextsFormField(**defaults)


class _TextsAttribute:
    """Whatever is assigned (a dict, a plain string) is read back as a `Texts`."""

    def __init__(self, field: TextsField) -> None:
        self.field = field

    def __get__(self, row: Any, owner: Any = None) -> Any:
        if row is None:
            return self
        if self.field.attname not in row.__dict__:
            row.refresh_from_db(fields=[self.field.attname])
        return row.__dict__[self.field.attname]

    def __set__(self, row: Any, value: Any) -> None:
        if isinstance(value, str):
            value = {get_language() or settings.LANGUAGE_CODE: value}
        if isinstance(value, dict) and not isinstance(value, Texts):
            value = Texts(value)
        row.__dict__[self.field.attname] = value


class TextsWidget(forms.MultiWidget):
    """One control per language, shown as tabs (the languages that have text, or are the reader's, come open)."""

    template_name = "forms/texts.html"

    def __init__(self, *, long: bool = False, codes: tuple[str, ...] = CODES, attrs: Any = None) -> None:
        self.codes = codes
        widget = forms.Textarea if long else forms.TextInput
        super().__init__({code: widget(attrs={"lang": code, "dir": "auto"}) for code in codes}, attrs)

    def decompress(self, value: Any) -> list[str]:
        return [(value or {}).get(code, "") for code in self.codes]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return super().value_from_datadict(data, files, name)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        names = dict(settings.LANGUAGES)
        subwidgets = context["widget"]["subwidgets"]
        filled = [code for code, sub in zip(self.codes, subwidgets, strict=True) if sub["value"]]
        here = get_language() if get_language() in self.codes else self.codes[0]
        for code, sub in zip(self.codes, subwidgets, strict=True):
            sub |= {"code": code, "language": names[code], "filled": code in filled, "open": code == here}
        context["widget"] |= {"filled": len(filled), "wanted": len(self.codes), "open_code": here}
        return context


class TextsFormField(forms.MultiValueField):
    """Gives a `Texts`. Required means: in at least one language."""

    widget: Any = TextsWidget
    default_error_messages: ClassVar = {"required": _("Write this text in at least one language.")}

    def __init__(
        self,
        *,
        long: bool = False,
        max_length: int | None = None,
        codes: tuple[str, ...] = CODES,
        **kwargs: Any,
    ) -> None:
        self.codes = codes
        fields = [forms.CharField(required=False, max_length=max_length) for _code in codes]
        kwargs.setdefault("widget", TextsWidget(long=long, codes=codes))
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: Any) -> Texts:
        return Texts({code: text for code, text in zip(self.codes, data_list or [], strict=False) if text})

    def clean(self, value: Any) -> Texts:
        texts = super().clean(value)
        if self.required and not texts:
            raise ValidationError(self.error_messages["required"], code="required")
        return Texts(texts or {})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.widget.decompress(initial) != [text or "" for text in (data or [])]
