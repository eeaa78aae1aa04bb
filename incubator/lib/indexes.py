"""An index in the order of our lists: what is empty stands last, whichever way the column is sorted."""

from copy import copy
from typing import Any

from django.db.models import Index


class LastIndex(Index):
    """As Index; descending columns that may be empty have their empty ones last, as `paging` sorts them.

    PostgreSQL has them first otherwise, and then sorts the whole list for each page. SQLite has them last by itself.
    """

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **kwargs: Any) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return super().create_sql(model, schema_editor, using=using, **kwargs)
        said: Any = copy(self)
        said.fields_orders = [
            (name, "DESC NULLS LAST" if order and model._meta.get_field(name).null else order)
            for name, order in self.fields_orders
        ]
        return Index.create_sql(said, model, schema_editor, using=using, **kwargs)
