"""Questions that are asked thousands of times an hour: their SQL is written once in each process.

Django writes a query's SQL anew each time it is asked, which costs more than asking it. Here only the values change.
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class Asked(Generic[M]):
    """`write(*values)` gives the queryset; `values` are whole numbers or texts that stand in it as they are.

    `marks` are values like those that will be asked with, of the same kinds and none of them a constant of the query. The
    rows are those of the queryset, with what it defers and annotates; it joins nothing into them (`select_related`), slices
    with constants only, and depends on nothing but its values: no moment of now, no language.
    """

    def __init__(self, write: Callable[..., models.QuerySet[M]], *marks: Any) -> None:
        self._write, self._marks = write, marks
        self._sql = ""
        self._places: list[int | None] = []
        self._constants: list[Any] = []
        self._model: type[M] | None = None

    def _prepare(self) -> None:
        rows = self._write(*self._marks)
        sql, constants = rows.query.sql_with_params()
        places = [self._marks.index(one) if one in self._marks else None for one in constants]
        if {place for place in places if place is not None} != set(range(len(self._marks))):
            raise LookupError("A value does not stand in the query as it was given.")
        # `_sql` comes last: another thread takes the query for written once it is there
        self._places, self._constants, self._model, self._sql = places, list(constants), rows.model, sql

    def rows(self, *values: Any) -> list[M]:
        if not self._sql:
            self._prepare()
        given: Sequence[Any] = [
            constant if place is None else values[place] for place, constant in zip(self._places, self._constants, strict=True)
        ]
        assert self._model is not None
        return list(self._model._default_manager.raw(self._sql, given))

    def first(self, *values: Any) -> M | None:
        return next(iter(self.rows(*values)), None)
