"""An index that finds any part of a text fast: trigrams on PostgreSQL, nothing that weighs where there are none."""

import logging
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db.models import Index, Q

log = logging.getLogger(__name__)
# Needs no superuser where the database is one's own; a server without the extension, or one that forbids it, is no error.
MAKE = """DO $$ BEGIN CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN NULL; END $$"""
MISSING = "%s: without PostgreSQL's extension pg_trgm search reads every row. Install it, then make the index anew."


def nothing(index: Index, model: Any, schema_editor: Any, **kwargs: Any) -> Any:
    """An index of that name without rows: a plain one would refuse long texts, and finds only how they begin."""
    never = Q(**{f"{index.fields[0]}__isnull": True})  # the columns are never null
    return Index(fields=index.fields, name=index.name, condition=never).create_sql(model, schema_editor, **kwargs)


class TrigramIndex(GinIndex):
    """For `__contains` on folded text. Elsewhere an empty index stands in its place, so that migrations are the same."""

    def __init__(self, *, fields: Any = (), name: str | None = None, **options: Any) -> None:
        options["opclasses"] = ["gin_trgm_ops"] * len(fields)
        super().__init__(fields=fields, name=name, **options)

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **kwargs: Any) -> Any:
        if schema_editor.connection.vendor == "postgresql":
            if self._made(schema_editor):
                return super().create_sql(model, schema_editor, using=using, **kwargs)
            log.warning(MISSING, self.name)
        return nothing(self, model, schema_editor, **kwargs)

    def _made(self, schema_editor: Any) -> bool:
        schema_editor.execute(MAKE)
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
            return cursor.fetchone() is not None
