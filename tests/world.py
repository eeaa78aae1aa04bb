"""A small world that tests share: one approved organisation with a programme, a cohort and a named cast.

Rooms add what they need through `World` fields of their own, built by their floor's actions where these exist.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from incubator.accounts.models import User
from incubator.organisations.models import Membership, Organisation
from incubator.organisations.states import Role, State
from programmes.calls.models import Call, Criterion, Question, Section, Stage
from programmes.calls.states import Meaning, Type
from programmes.calls.states import State as CallState
from programmes.editions.models import Cohort, Programme


def person(name: str, **fields: Any) -> User:
    """Someone whose address is their first name."""
    email = f"{name.split()[0].lower()}@people.test"
    user = User.objects.create_user(email, "a-long-password", name=name, **fields)
    user.emailaddress_set.create(email=email, verified=True, primary=True)
    return user


@dataclass
class World:
    organisation: Organisation
    programme: Programme
    cohort: Cohort
    call: Call
    questions: dict[str, Question]
    stage: Stage
    cast: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["cast"][name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def slugs(self) -> dict[str, str]:
        """The cohort's desk address, as keyword arguments for reverse()."""
        return dict(zip(("organisation", "programme", "cohort"), self.cohort.slugs, strict=True))


CAST = {
    "owner": "Olfa Trabelsi",
    "coordinator": "Chedly Mansour",
    "editor": "Emna Gharbi",
    "reviewer": "Rokhaya Sarr",
    "second_reviewer": "Sefu Otieno",
    "applicant": "Awa Konaté",
    "participant": "Paul Mwangi",
    "mentor": "Mariam Bakkali",
    "facilitator": "Fatou Ndoye",
    "stranger": "Stella Achieng",
    "elsewhere": "Elias Berrada",  # coordinates another organisation
    "admin": "Adama Cissé",
}


def build_call(cohort: Cohort) -> tuple[Call, dict[str, Question], Stage]:
    now = timezone.now()
    call = Call.objects.create(
        cohort=cohort,
        slug="call-for-ideas",
        title={"fr": "Appel à idées", "en": "Call for ideas"},
        state=CallState.PUBLISHED,
        opens=now - timedelta(days=10),
        closes=now + timedelta(days=10),
        time_zone="Africa/Tunis",
        age_min=18,
        age_max=35,
        age_on=date(2026, 1, 1),
        countries=["TN", "MA", "SN", "KE", "CI"],
    )
    section = Section.objects.create(call=call, title={"fr": "Vous et votre idée", "en": "You and your idea"})
    wanted = [
        ("name", Type.SHORT, Meaning.NAME, True),
        ("birth", Type.DATE, Meaning.BIRTH, True),
        ("country", Type.COUNTRY, Meaning.COUNTRY, True),
        ("title", Type.SHORT, Meaning.TITLE, True),
        ("discipline", Type.CHOICE, Meaning.DISCIPLINE, False),
        ("idea", Type.LONG, Meaning.SUMMARY, True),
        ("picture", Type.FILE, Meaning.NONE, False),
    ]
    questions = {}
    for order, (key, kind, meaning, required) in enumerate(wanted):
        options = [{"value": v, "label": {"fr": v, "en": v}} for v in ("animation", "documentary")]
        questions[key] = Question.objects.create(
            section=section, type=kind, meaning=meaning, required=required, order=order, label={"fr": key, "en": key},
            options=options if kind == Type.CHOICE else [],
            limits={"kinds": ["image", "document"], "files": 3} if kind == Type.FILE else {},
        )  # fmt: skip
    stage = Stage.objects.create(call=call, name={"fr": "Lecture", "en": "Reading"}, reviews_each=2)
    for order, (name, weight) in enumerate([("Idea", 2), ("Craft", 1)]):
        Criterion.objects.create(stage=stage, name={"en": name}, weight=weight, order=order)
    return call, questions, stage


def build_world() -> World:
    cast = {key: person(name, is_staff=key == "admin") for key, name in CAST.items()}
    organisation = Organisation.objects.create(slug="atlas", name="Atlas", country="TN", state=State.APPROVED)
    other = Organisation.objects.create(slug="elsewhere", name="Elsewhere", country="MA", state=State.APPROVED)
    for role in (Role.OWNER, Role.COORDINATOR, Role.EDITOR):
        Membership.objects.create(organisation=organisation, person=cast[role], role=role)
    Membership.objects.create(organisation=other, person=cast["elsewhere"], role=Role.COORDINATOR)
    programme = Programme.objects.create(
        organisation=organisation, slug="two-shores", name={"fr": "Deux rives", "en": "Two shores"}, listed=True,
        countries=["TN", "MA", "SN", "KE", "CI"], languages=["fr", "en", "ar"], disciplines=["animation", "documentary"],
    )  # fmt: skip
    cohort = Cohort.objects.create(
        programme=programme, slug="one", name={"fr": "Première", "en": "First"}, capacity=2, time_zone="Africa/Tunis",
        starts=date(2026, 1, 1), ends=date(2027, 12, 31),
    )  # fmt: skip
    call, questions, stage = build_call(cohort)
    return World(organisation, programme, cohort, call, questions, stage, cast)
