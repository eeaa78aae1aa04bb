"""Names of countries and languages in the reader's language, by Babel (ISO 3166, BCP 47)."""

from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language

# Territories that the programmes name are all in ISO 3166; Babel also knows groups ("001"), which are left out.
_NOT_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
LANGUAGE_CODES = (
    "fr en es pt ar am bm de ee ff ha ht ig it ki lg ln luo mg mos nl qu rw shi sn so sw tr tw wo yo zh zu gn ay"
).split()


@lru_cache(maxsize=16)
def _locale(language: str) -> Locale:
    return Locale.parse(language.replace("-", "_").split("_")[0])


def _here() -> Locale:
    return _locale(get_language() or "en")


@lru_cache(maxsize=16)
def _countries(language: str) -> tuple[tuple[str, str], ...]:
    names = _locale(language).territories
    pairs = [(code, name) for code, name in names.items() if len(code) == 2 and code not in _NOT_COUNTRIES]
    return tuple(sorted(pairs, key=lambda pair: sort_key(pair[1])))


def sort_key(name: str) -> str:
    """Accents do not push a name to the end of a list."""
    import unicodedata

    return unicodedata.normalize("NFKD", name).casefold()


def country_choices() -> list[tuple[str, str]]:
    """Every country, sorted in the active language."""
    return list(_countries(get_language() or "en"))


def is_country(code: str) -> bool:
    """Whether a code of two capitals is a country's."""
    return code in dict(_countries("en"))


def country_name(code: str) -> str:
    return str(_here().territories.get(code, code)) if code else ""


def language_name(code: str) -> str:
    name = _here().languages.get(code.replace("-", "_"), code)
    return name[:1].upper() + name[1:] if name else code


def language_choices() -> list[tuple[str, str]]:
    return sorted(((code, language_name(code)) for code in LANGUAGE_CODES), key=lambda pair: sort_key(pair[1]))


@lru_cache(maxsize=256)
def regions_of(country: str) -> tuple[tuple[str, str], ...]:
    """The first-level regions of a country as (ISO 3166-2 code, name in the country's own writing), sorted by name."""
    # Some megabytes of tables, read only where a form asks for a region.
    import pycountry

    found = pycountry.subdivisions.get(country_code=country) or []
    pairs = [(one.code, _own_name(one.name)) for one in found if one.parent_code is None]
    return tuple(sorted(pairs, key=lambda pair: sort_key(pair[1])))


def _own_name(name: str) -> str:
    """Without what the standard notes in brackets."""
    return name.partition(" (")[0].partition(" [")[0]


def region_name(code: str) -> str:
    """The name of a region by its code; anything else is a name already."""
    return dict(regions_of(code.partition("-")[0])).get(code, code) if "-" in code[:3] else code


@lru_cache(maxsize=16)
def _currencies(language: str) -> tuple[tuple[str, str], ...]:
    names = _locale(language).currencies
    pairs = [(code, f"{code} · {names.get(code, code)}") for code in sorted(_in_use())]
    return tuple(pairs)


@lru_cache(maxsize=1)
def _in_use() -> frozenset[str]:
    from babel.core import get_global

    tenders = get_global("territory_currencies")
    return frozenset(code for rows in tenders.values() for code, _start, end, tender in rows if tender and end is None)


def currency_choices() -> list[tuple[str, str]]:
    """Every currency in use, by code, with its name in the active language."""
    return list(_currencies(get_language() or "en"))
