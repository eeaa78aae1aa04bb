"""`{% load people %}`: codes of countries and languages as names."""

from collections.abc import Iterable

from django import template

from incubator.lib.places import country_name, language_name

register = template.Library()


@register.filter
def country(code: str) -> str:
    """The country's name in the reader's language. `{{ row.country|country }}`"""
    return country_name(code)


@register.filter
def language(code: str) -> str:
    """The language's name in the reader's language. `{{ application.language|language }}`"""
    return language_name(code) if code else ""


@register.filter
def languages(codes: Iterable[str]) -> str:
    """Names of several languages, with commas. `{{ reviewer.languages|languages }}`"""
    return ", ".join(language_name(code) for code in codes)
