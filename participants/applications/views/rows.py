"""One line of the desk's list."""

from typing import Any

from incubator.lib.places import country_name
from participants.applications.models import Application
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
