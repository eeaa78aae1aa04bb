"""Columns that hold a list of words: rows that have all of some, found by an index where the database has one for it."""

import json
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db.models import JSONField, Lookup

from incubator.lib.trigrams import nothing


class ListIndex(GinIndex):
    """For `__holds_all` on a JSONField. Elsewhere an empty index stands in its place, so that migrations are the same."""

    def __init__(self, *, fields: Any = (), name: str | None = None, **options: Any) -> None:
        options["opclasses"] = ["jsonb_path_ops"] * len(fields)
        super().__init__(fields=fields, name=name, **options)

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **kwargs: Any) -> Any:
        if schema_editor.connection.vendor == "postgresql":
            return super().create_sql(model, schema_editor, using=using, **kwargs)
        return nothing(self, model, schema_editor, **kwargs)


@JSONField.register_lookup
class HoldsAll(Lookup):
    """The column's list has each of these words, in whatever order and among whatever others."""

    lookup_name = "holds_all"

    def get_prep_lookup(self) -> list[str]:
        return list(dict.fromkeys(self.rhs))

    def get_db_prep_lookup(self, value: Any, connection: Any) -> Any:
        return "%s", [json.dumps(value, ensure_ascii=False)]

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        column, known = self.process_lhs(compiler, connection)
        words, given = self.process_rhs(compiler, connection)
        return f"{column} @> {words}::jsonb", [*known, *given]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        column, known = self.process_lhs(compiler, connection)
        words, given = self.process_rhs(compiler, connection)
        held = f"SELECT 1 FROM json_each({column}) held WHERE held.value = wanted.value"  # noqa: S608 - names of columns
        return f"NOT EXISTS (SELECT 1 FROM json_each({words}) wanted WHERE NOT EXISTS ({held}))", [*given, *known]  # noqa: S608
