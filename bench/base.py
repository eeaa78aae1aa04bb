"""The small world that everything is multiplied from, made by the same actions that people's clicks call."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any

from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from incubator.accounts.models import User
from incubator.demo.drawn.styles import STYLES, draw
from incubator.organisations import actions as organisations
from participants.reviews import actions as reviews
from programmes.calls import actions as calls
from programmes.calls.models import Call, Question, Stage
from programmes.editions import actions as editions
from programmes.editions.models import Cohort, Programme
from showcase.media import actions as media
from showcase.media import jobs
from showcase.media.models import Asset

DISCIPLINES = ["animation", "documentary", "virtual-reality"]
COUNTRIES = ["TN", "MA", "SN", "KE", "CI"]
COVERS = 12
"""Pictures that works share; each goes through the real recipe once."""


@dataclass
class Base:
    coordinator: User
    reviewer: User
    programmes: list[Programme]
    cohort: Cohort
    call: Call
    stage: Stage
    covers: list[Asset]

    @property
    def questions(self) -> list[Question]:
        return list(Question.objects.filter(section__call=self.call))


def person(key: str, name: str, **fields: Any) -> User:
    user = User.objects.create_user(f"{key}@bench.test", None, name=name, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def build() -> Base:
    admin = person("admin", "Adama Cissé", is_staff=True)
    coordinator = person("coordinator", "Chedly Mansour", time_zone="Africa/Tunis")
    organisation = organisations.create(by=coordinator, slug="atlas", name="Atlas", country="TN")
    organisation = organisations.approve(organisation, by=admin)
    programmes = [_programme(organisation, coordinator, number) for number in range(5)]
    today = timezone.localdate()
    cohort = editions.create_cohort(
        programmes[0], by=coordinator, slug="one", name={"fr": "Première", "en": "First"}, capacity=15,
        starts=today + timedelta(days=60), ends=today + timedelta(days=420), time_zone="Africa/Tunis",
    )  # fmt: skip
    call, stage = _call(cohort, coordinator)
    reviewer = person("reviewer", "Rokhaya Sarr")
    reviews.add_reviewer(call, by=coordinator, person=reviewer, languages=["fr", "en"], disciplines=DISCIPLINES, most=60)
    return Base(coordinator, reviewer, programmes, cohort, call, stage, [_cover(coordinator, n) for n in range(COVERS)])


def _programme(organisation: Any, by: User, number: int) -> Programme:
    programme = editions.create_programme(
        organisation, by=by, slug=f"two-shores-{number}", name={"fr": f"Deux rives {number}", "en": f"Two shores {number}"},
        summary={"fr": "Des films entre deux rives, de l’idée à l’écran.", "en": "Films between two shores, from idea to screen."},
        countries=COUNTRIES, languages=["fr", "en", "ar"], disciplines=DISCIPLINES,
        accent=["sudsud", "arts", "takafa", "connexions", "sonores"][number],
    )  # fmt: skip
    return editions.list_programme(programme, by=by)


def _call(cohort: Cohort, by: User) -> tuple[Call, Stage]:
    now = timezone.now()
    text = "Vous écrivez, vous dessinez, vous filmez : cet appel est pour vous. Deux résidences, une mentore ou un mentor, une bourse. "
    call = calls.create(
        cohort, by=by, slug="bench", title={"fr": "Appel à idées", "en": "Call for ideas"}, opens=now - timedelta(days=20),
        closes=now + timedelta(days=20), summary={"fr": "Pour des idées entre deux rives.", "en": "For ideas between two shores."},
        text={"fr": text * 8}, offers={"fr": "- une résidence\n- une bourse\n- un accompagnement de six mois"},
        age_min=18, age_max=40, age_on=now.date(), countries=COUNTRIES,
    )  # fmt: skip
    calls.starter_questions(call, by=by)
    stage = calls.starter_stage(call, by=by)
    return calls.publish(call, by=by), stage


def _cover(by: User, number: int) -> Asset:
    """A drawn poster, portrait or landscape, with all its renditions."""
    held = BytesIO()
    draw(list(STYLES)[number * 2 % len(STYLES)], number, long_edge=1600).convert("RGB").save(held, "JPEG", quality=90)
    upload = SimpleUploadedFile(f"cover-{number}.jpg", held.getvalue(), "image/jpeg")
    asset = media.receive(upload, by=by, alt={"fr": "Une image dessinée", "en": "A drawn picture"})
    jobs.render(asset.pk)
    return Asset.objects.get(pk=asset.pk)
