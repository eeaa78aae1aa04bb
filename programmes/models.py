"""The rows of this floor's rooms."""

from programmes.agenda.models import Feed
from programmes.calls.models import Call, Criterion, LatePass, Question, Section, Stage
from programmes.editions.models import Cohort, Group, Phase, Programme
from programmes.events.models import Event
from programmes.indicators.models import Indicator
from programmes.partners.models import Partner, Partnership
from programmes.sites.models import Site, Space
from programmes.workshops.models import Facilitator, Session, Workshop

__all__ = [
    "Call", "Cohort", "Criterion", "Event", "Facilitator", "Feed", "Group", "Indicator", "LatePass", "Partner", "Partnership",
    "Phase", "Programme", "Question", "Section", "Session", "Site", "Space", "Stage", "Workshop",
]  # fmt: skip
