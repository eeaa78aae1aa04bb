"""An index that finds any part of a text fast: trigrams on PostgreSQL, a plain index where there are none."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db.models import Index


class TrigramIndex(GinIndex):
    """For `__contains` on a short folded text. Makes PostgreSQL's own extension pg_trgm where the server has it."""

    def __init__(self, *, fields: Any = (), name: str | None = None, **options: Any) -> None:
        options["opclasses"] = ["gin_trgm_ops"] * len(fields)
        super().__init__(fields=fields, name=name, **options)

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **kwargs: Any) -> Any:
        connection = schema_editor.connection
        if connection.vendor == "postgresql" and self._made(schema_editor):
            return super().create_sql(model, schema_editor, using=using, **kwargs)
        return Index(fields=self.fields, name=self.name).create_sql(model, schema_editor, **kwargs)

    def _made(self, schema_editor: Any) -> bool:
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
            there = cursor.fetchone() is not None
        if there:
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        return there
