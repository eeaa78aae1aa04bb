"""INSERT … SELECT written from a model: what is not said is filled with the field's default, so that new fields need no care."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, models
from django.utils import timezone


def insert(model: type[models.Model], values: Mapping[str, Any], source: str) -> None:
    """Rows of `model` from `source` (what stands after FROM); `values`: field name -> SQL expression or number."""
    columns, expressions = [], []
    unknown = set(values) - {field.name for field in model._meta.concrete_fields}
    if unknown:
        raise LookupError(f"{model.__name__} has no {', '.join(sorted(unknown))}")
    for field in model._meta.concrete_fields:
        if field.name in values:
            expression = str(values[field.name])
        elif field.primary_key or field.null:
            continue
        else:
            expression = default(field)
        columns.append(connection.ops.quote_name(field.column))
        expressions.append(f"({expression})::{field.db_type(connection)}" if not field.is_relation else expression)
    table = connection.ops.quote_name(model._meta.db_table)
    run(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(expressions)} FROM {source}")


def default(field: Any) -> str:
    """The field's default as SQL; moments become now."""
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return "now()"
    value = field.get_default()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, datetime | date):
        return "now()"
    return quoted(json.dumps(value) if isinstance(value, dict | list) else str(value or ""))


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def pick(words: Sequence[str], step: int) -> str:
    """One of the words by the row's number `g`; `step` lets several picks of a row go different ways."""
    listed = ", ".join(quoted(word) for word in words)
    return f"(ARRAY[{listed}])[1 + (g / {step} * 31 + g * {step}) % {len(words)}]"


def texts(**by_language: str) -> str:
    """A text per language."""
    return f"jsonb_build_object({', '.join(f'{quoted(code)}, {value}' for code, value in by_language.items())})"


def clock(moment: datetime) -> str:
    return f"timestamptz {quoted(moment.astimezone(timezone.get_default_timezone()).isoformat())}"


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(statement)


def query(statement: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())
