"""One line of the desk's list, and the views kept of it."""

from typing import Any
from urllib.parse import urlencode

from incubator.lib.places import country_name
from participants.applications.models import Application
from participants.applications.queries import views_for
from programmes.calls.eligibility import age_on
from programmes.calls.models import Call
from programmes.calls.queries import age_day


class Line:
    """An application with what its line says in words; asks no further query."""

    def __init__(self, application: Application, call: Call, disciplines: dict[str, str]) -> None:
        self.application, self.call = application, call
        self.discipline = disciplines.get(application.discipline, application.discipline)
        self.country = country_name(application.country)

    @property
    def age(self) -> Any:
        """On the day the call counts ages."""
        birth = self.application.birth
        return age_on(birth, age_day(self.call)) if birth else ""

    @property
    def score(self) -> float | None:
        return None if self.application.score is None else float(self.application.score)


class Shelf:
    """The views one may pick, and which of them the list shows now."""

    def __init__(self, user: Any, call: Call, query: str, address: str) -> None:
        self.query = query
        self.rows = list(views_for(user, call.cohort.programme))
        self.current = next((row for row in self.rows if row.query == query), None)
        self.owns = self.current is not None and self.current.owner_id == user.pk
        self.chips = [
            {"text": row.name, "href": f"{address}?{urlencode({'call': call.slug})}&{row.query}", "current": row is self.current}
            for row in self.rows
        ]
