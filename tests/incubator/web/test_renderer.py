"""Lists of choices written without a template say what Django's template says."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

CHOICES = [("", "–"), ("a", "L’<eau> & l'huile"), ('Groupe "un"', [(1, "one"), (2, "two")])]


@pytest.mark.parametrize("value", ["a", "2", "", None])
@pytest.mark.parametrize("widget", [forms.Select, forms.SelectMultiple, forms.NullBooleanSelect])
def test_select_is_written_as_django_does(widget, value):
    control = widget(attrs={"class": "x", "disabled": False, "autofocus": True, "title": "<5 & 'six'"})
    control.choices = CHOICES
    given = [value] if widget is forms.SelectMultiple else value
    ours = control.render("country", given, attrs={"id": "id_country"})
    theirs = control.render("country", given, attrs={"id": "id_country"}, renderer=DjangoTemplates())
    assert ours == re.sub(r"\s*\n\s*(?=<)", "", theirs).strip()
