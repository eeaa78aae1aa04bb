"""Workshops with their sessions and those who lead them, told to the people who have joined by then."""

from datetime import date, timedelta
from typing import Any

from incubator.demo.clock import from_today, on, told_at
from incubator.demo.facts import data, french
from incubator.demo.stage import Stage
from programmes.editions.models import Cohort
from programmes.workshops import actions as workshops
from programmes.workshops.models import Session, Workshop

Row = dict[str, Any]
# Morning, afternoon, evening: when they begin and how many hours they take.
PARTS_OF_DAY = ((9.5, 3.0), (14.5, 3.0), (19.0, 2.0))
JOINED = {
    "ateliers-sud-sud/first": -425,
    "arts-factory/first": -560,
    "arts-factory/second": -45,
    "takafaship/first": -40,
    "alliances-sonores/first": -300,
}
AHEAD = 12
MEETINGS = 13


def load(stage: Stage) -> None:
    _sud_sud(stage)
    for key in ("arts-factory", "takafaship", "alliances-sonores"):
        _planned(stage, key, data("workshops")[key])
    _connexions(stage)


def _leaders(stage: Stage, key: str, rows: dict[str, Row]) -> dict[str, Any]:
    """Facilitators by their name in the data; those with an account of the demo are linked to it."""
    organisation, by = stage.rows[f"{key}/organisation"], stage.people[f"coordinator.{key}"]
    found = {}
    for name, row in rows.items():
        account = stage.people.get(row.get("account", ""))
        found[name] = workshops.add_facilitator(
            organisation, by=by, name=row.get("name") or str(account), person=account, affiliation=row.get("affiliation", ""),
            country=row.get("country", ""), remote=row.get("remote", False),
        )  # fmt: skip
    return found


def _workshop(stage: Stage, cohort: Cohort, row: Row, starts: date, ends: date, sites: list[Any]) -> Workshop:
    by = stage.people[f"coordinator.{cohort.programme.slug}"]
    host = cohort.organisation.partners.filter(name=row["host"]).first() if "host" in row else None
    return workshops.create(
        cohort, by=by, slug=row["slug"], title=row["title"], about=row.get("about", {}), starts=starts, ends=ends,
        sites=sites, host=host,
    )  # fmt: skip


def _session(
    stage: Stage, workshop: Workshop, day: int | date, begins: float, hours: float, kind: str, words: tuple[str, str], **more: Any
) -> Session:
    by = stage.people[f"coordinator.{workshop.cohort.programme.slug}"]
    zone = more.setdefault("time_zone", workshop.cohort.time_zone)
    starts = on(day, begins, zone)
    title = {"fr": french(words[0]), "en": words[1]}
    return workshops.add_session(
        workshop, by=by, title=title, starts=starts, ends=starts + timedelta(hours=hours), kind=kind, **more
    )


def _show(stage: Stage, workshop: Workshop, moment: float) -> None:
    with told_at(from_today(min(moment, -0.2))):
        workshops.publish(workshop, by=stage.people[f"coordinator.{workshop.cohort.programme.slug}"])


# --- Ateliers Sud-Sud: three workshops of twelve days, hosted in turn, and one in preparation ---
def _sud_sud(stage: Stage) -> None:
    rows = data("workshops-sud-sud")
    with told_at(from_today(-400)):
        leaders = _leaders(stage, "ateliers-sud-sud", rows["facilitators"])
    for row in rows["first"]:
        with told_at(from_today(row["starts"] - 25)):
            workshop = _twelve_days(stage, "first", row, leaders)
        stage.rows[f"workshop/{row['slug']}"] = workshop
        _show(stage, workshop, row["starts"] - AHEAD)
    _online(stage, rows["online"], leaders)
    with told_at(from_today(-6)):
        workshop = _twelve_days(stage, "second", rows["second"], leaders)
        _clash(stage, workshop, rows["second"], leaders)


def _twelve_days(stage: Stage, which: str, row: Row, leaders: dict[str, Any]) -> Workshop:
    length = stage.facts["ateliers-sud-sud"]["workshops"]["length_days"]
    site = stage.rows[f"ateliers-sud-sud/site/{row['city']}"]
    rooms = {space.name: space for space in site.spaces.all()}
    starts = from_today(row["starts"]).date()
    ends = starts + timedelta(days=length - 1)
    workshop = _workshop(stage, stage.rows[f"ateliers-sud-sud/{which}"], row, starts, ends, [site])
    for number, day in enumerate(row["days"]):
        for (begins, hours), (kind, who, *words) in zip(PARTS_OF_DAY, day, strict=False):
            room = rooms["Salle de projection" if kind in ("screening", "meeting", "masterclass") else "Atelier"]
            _session(
                stage, workshop, starts + timedelta(days=number), begins, hours, kind, (words[0], words[1]),
                facilitators=[leaders[name] for name in who.split()], spaces=[] if kind == "visit" else [room],
                time_zone=site.time_zone,
            )  # fmt: skip
    return workshop


def _online(stage: Stage, row: Row, leaders: dict[str, Any]) -> None:
    starts = from_today(row["starts"]).date()
    with told_at(from_today(row["starts"] - 10)):
        workshop = _workshop(
            stage, stage.rows["ateliers-sud-sud/first"], row, starts, starts + timedelta(days=row["length"] - 1), []
        )
        for day, begins, hours, who, *words in row["sessions"]:
            _session(
                stage, workshop, day, begins, hours, "meeting", (words[0], words[1]), link="https://meet.veillee.test/diffusion",
                facilitators=[leaders[name] for name in who.split()],
            )  # fmt: skip
    _show(stage, workshop, row["starts"] - 8)


def _clash(stage: Stage, workshop: Workshop, row: Row, leaders: dict[str, Any]) -> None:
    number, begins, kind, who, *words = row["clash"]
    site = workshop.sites.get()
    _session(
        stage, workshop, workshop.starts + timedelta(days=number), begins, 3, kind, (words[0], words[1]),
        facilitators=[leaders[name] for name in who.split()], spaces=[site.spaces.get(name="Atelier")], time_zone=site.time_zone,
    )  # fmt: skip


# --- Art's Factory, Takafaship, Alliances Sonores ---
def _planned(stage: Stage, key: str, rows: Row) -> None:
    with told_at(from_today(-600)):
        leaders = _leaders(stage, key, rows["facilitators"])
    for which in ("first", "second"):
        joined = JOINED.get(f"{key}/{which}", 0)
        for row in rows.get(which, []):
            with told_at(from_today(max(row["starts"] - 25, joined + 0.1))):
                workshop = _block(stage, key, which, row, leaders)
            stage.rows[f"workshop/{row['slug']}"] = workshop
            _show(stage, workshop, max(row["starts"] - AHEAD, joined + 0.3))


def _block(stage: Stage, key: str, which: str, row: Row, leaders: dict[str, Any]) -> Workshop:
    sites = [stage.rows[f"{key}/site/{row['site']}"]] if "site" in row else []
    rooms = {space.name: space for site in sites for space in site.spaces.all()}
    starts = from_today(row["starts"]).date()
    ends = starts + timedelta(days=row["length"] - 1)
    workshop = _workshop(stage, stage.rows[f"{key}/{which}"], row, starts, ends, sites)
    for day, begins, hours, kind, room, who, *words in row.get("sessions", []):
        _session(
            stage, workshop, starts + timedelta(days=day), begins, hours, kind, (words[0], words[1]),
            facilitators=[leaders[name] for name in who.split()], spaces=[rooms[room]],
        )  # fmt: skip
    if "monthly" in row:
        for number in range(MEETINGS):
            french, english = (text.format(number=number + 1) for text in row["monthly"])
            day = starts + timedelta(days=28 * number)
            link = "https://meet.veillee.test/alliances-sonores"
            _session(stage, workshop, day, 15, 1.5, "meeting", (french, english), link=link)
    return workshop


# --- Connexions Citoyennes 2: one week in five cities at once ---
def _connexions(stage: Stage) -> None:
    key, rows = "connexions-citoyennes-2", data("workshops-connexions")
    week = stage.facts[key]["opening_workshops"]["dates"]
    experts = {name: {"name": name, "remote": True} for name in stage.facts[key]["opening_workshops"]["remote_experts"]}
    with told_at(on(date(2021, 5, 25), 9, "UTC")):
        leaders = _leaders(stage, key, rows["local"] | experts)
        training = _fixed(stage, rows["training"], [leaders[city] for city in rows["local"]], "training")
        opening = _opening(stage, rows, week, leaders)
        later = [_fixed(stage, row, [leaders["Jokkolabs"]]) for row in rows["after"]]
    by = stage.people[f"coordinator.{key}"]
    with told_at(on(date(2021, 6, 4), 9, "UTC")):
        workshops.publish(training, by=by)
        workshops.publish(opening, by=by)
    for workshop in later:
        with told_at(on(workshop.starts - timedelta(days=AHEAD), 9, "UTC")):
            workshops.publish(workshop, by=by)


def _opening(stage: Stage, rows: Row, week: Row, leaders: dict[str, Any]) -> Workshop:
    """Mornings streamed into one room per city, afternoons in every city with its own group and clock."""
    key = "connexions-citoyennes-2"
    sites = {city: stage.rows[f"{key}/site/{city}"] for city in rows["local"]}
    rooms = {city: site.spaces.get() for city, site in sites.items()}
    workshop = _workshop(stage, stage.rows[f"{key}/first"], rows["week"], week["from"], week["to"], list(sites.values()))
    link = "https://direct.veillee.test/connexions-citoyennes"
    for number, (streamed, local) in enumerate(zip(rows["week"]["streamed"], rows["week"]["local"], strict=True)):
        day = week["from"] + timedelta(days=number)
        expert, french, english = streamed
        together = _session(
            stage, workshop, day, 9, 2, "theory", (french, english), spaces=list(rooms.values()), link=link,
            facilitators=[leaders[expert]], time_zone="Africa/Abidjan",
        )  # fmt: skip
        for city, site in sites.items():
            _session(
                stage, workshop, day, 15, 3, "practice", (local[0], local[1]), spaces=[rooms[city]], after=[together],
                groups=[stage.rows[f"{key}/group/{city}"]], facilitators=[leaders[city]], time_zone=site.time_zone,
            )  # fmt: skip
    return workshop


def _fixed(stage: Stage, row: Row, who: list[Any], kind: str = "") -> Workshop:
    workshop = _workshop(stage, stage.rows["connexions-citoyennes-2/first"], row, row["starts"], row["ends"], [])
    for day, begins, hours, *rest in row["sessions"]:
        kind_of = kind or rest.pop(0)
        link = "https://direct.veillee.test/connexions-citoyennes"
        _session(stage, workshop, day, begins, hours, kind_of, (rest[0], rest[1]), facilitators=who, link=link)
    return workshop
