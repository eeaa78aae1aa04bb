"""Builds the demo: the cast, the organisations, then each floor's own part, from the ground up."""

from collections.abc import Callable
from importlib import import_module
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import transaction

from incubator.demo.clock import from_today, told_at
from incubator.demo.stage import Stage
from incubator.organisations import actions as organisations
from incubator.organisations.states import Role

CAST: dict[str, tuple[str, dict[str, Any]]] = {
    "admin": ("Adama Cissé", {"is_staff": True, "is_superuser": True, "country": "SN"}),
    "owner": ("Olfa Trabelsi", {"country": "TN", "time_zone": "Africa/Tunis"}),
    "coordinator": ("Chedly Mansour", {"country": "TN", "time_zone": "Africa/Tunis"}),
    "applicant": ("Awa Konaté", {"country": "CI", "time_zone": "Africa/Abidjan"}),
    "reviewer": ("Rokhaya Sarr", {"country": "SN", "time_zone": "Africa/Dakar"}),
    "participant": ("Yosra Ben Amor", {"country": "TN", "time_zone": "Africa/Tunis"}),
    "mentor": ("Mariam Bakkali", {"country": "MA", "time_zone": "Africa/Casablanca"}),
    "facilitator": ("Fatou Ndoye", {"country": "SN", "time_zone": "Africa/Dakar"}),
    "professional": ("Paloma Diop", {"country": "FR", "time_zone": "Europe/Paris"}),
    "funder": ("Florian Perrin", {"country": "CH", "time_zone": "Europe/Paris"}),
}
COORDINATORS = {
    "arts-factory": ("Nada Chraïbi", "MA", "Africa/Casablanca"),
    "takafaship": ("Ilham Berkani", "MA", "Africa/Casablanca"),
    "connexions-citoyennes-2": ("Salif Ouédraogo", "BF", "Africa/Ouagadougou"),
    "alliances-sonores": ("Camila Zambrano", "EC", "America/Santo_Domingo"),
}
SLUGS = {
    "ateliers-sud-sud": "amavi",
    "arts-factory": "arts-factory-casablanca",
    "takafaship": "passagers",
    "connexions-citoyennes-2": "connexions-citoyennes",
    "alliances-sonores": "alliances-sonores-lab",
}
FLOORS = (
    "programmes.demo",
    "participants.demo",
    "programmes.demo.workshops",
    "programmes.demo.events",
    "mentoring.demo",
    "showcase.demo",
    "programmes.demo.figures",
)


def is_empty() -> bool:
    """Nothing was set up here yet; only then may the demo be loaded."""
    from incubator.organisations.models import Organisation

    return not Organisation.objects.exists()


def load(*, scale: int = 1, say: Callable[[str], Any] = print) -> Stage:
    """Everything, through actions only. Each floor's part is one transaction; messages wait for the worker."""
    stage = Stage(scale=scale)
    floors = [import_module(name) for name in FLOORS]
    wakes, settings.OUTBOX_WAKES = settings.OUTBOX_WAKES, False
    try:
        with stage.ends:
            for floor in floors:
                # What takes long and needs no row yet begins beside the rest.
                if hasattr(floor, "prepare"):
                    floor.prepare(stage)
            for name, part in (("people and organisations", people), *((one.__name__, one.load) for one in floors)):
                begun = monotonic()
                with transaction.atomic():
                    part(stage)
                say(f"  {name}: {monotonic() - begun:.1f} s")
    finally:
        settings.OUTBOX_WAKES = wakes
    return stage


def people(stage: Stage) -> None:
    """The demo accounts, and the five organisations with their owners and coordinators, approved."""
    with told_at(from_today(-700)):
        for key, (name, fields) in CAST.items():
            stage.account(key, name, **fields)
        for key, facts in stage.facts.items():
            _organisation(stage, key, facts["organisation"])
    _newcomer(stage)


def _newcomer(stage: Stage) -> None:
    """One that waits for the platform's yes."""
    with told_at(from_today(-2)):
        owner = stage.invent("SN", "f")
        organisations.create(by=owner, slug="ateliers-du-fleuve", name="Ateliers du Fleuve", country="SN", city="Podor")


def _organisation(stage: Stage, key: str, facts: dict[str, Any]) -> None:
    if key in COORDINATORS:
        name, country, zone = COORDINATORS[key]
        coordinator = owner = stage.account(f"coordinator.{key}", name, country=country, time_zone=zone)
    else:
        coordinator, owner = stage.people["coordinator"], stage.people["owner"]
        stage.people[f"coordinator.{key}"] = coordinator
    known = {name: facts[name] for name in ("long_name", "city", "region") if name in facts}
    organisation = organisations.create(by=owner, slug=SLUGS[key], name=facts["name"], country=facts["country"], **known)
    organisations.join(organisation, person=coordinator, role=Role.COORDINATOR, by=owner)
    stage.rows[f"{key}/organisation"] = organisations.approve(organisation, by=stage.people["admin"])
