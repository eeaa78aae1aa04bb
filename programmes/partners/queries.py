"""Partners as pages show them: by kind, with their mark."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from incubator.home.emblems import Emblem, emblems
from incubator.lib.places import country_name
from programmes.editions.models import Programme
from programmes.partners.models import Partnership
from programmes.partners.states import Kind

TITLES = {
    Kind.LEAD: _("Lead organisations"),
    Kind.CULTURAL: _("Cultural and technical partners"),
    Kind.TECHNICAL: _("Technical partners"),
    Kind.INSTITUTIONAL: _("Institutional partners"),
    Kind.MEDIA: _("Media partners"),
    Kind.FINANCIAL: _("Financial partners"),
}
"""In the order of the page; funders last and apart."""


@dataclass(frozen=True)
class Standing:
    """A partner in a programme. `place` is its country in the reader's language."""

    part: Partnership
    emblem: Emblem | None

    @property
    def name(self) -> str:
        return self.part.partner.name

    @property
    def place(self) -> str:
        return country_name(self.part.partner.country)


@dataclass(frozen=True)
class Circle:
    """Partners of one kind."""

    kind: Kind
    title: str
    members: Sequence[Standing]

    @property
    def apart(self) -> bool:
        return self.kind is Kind.FINANCIAL


def standing(programme: Programme) -> list[Standing]:
    """Partners in their order, with their marks. Two queries."""
    parts = list(programme.partnerships.current())
    marks = emblems("programmes.Partner", [part.partner_id for part in parts])
    return [Standing(part, marks.get(part.partner_id)) for part in parts]


def circles(programme: Programme) -> list[Circle]:
    """The same by kind, in the order of the kinds."""
    rows = standing(programme)
    found = [Circle(kind, str(title), [one for one in rows if one.part.role == kind]) for kind, title in TITLES.items()]
    return [circle for circle in found if circle.members]
