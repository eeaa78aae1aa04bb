"""Public events of the five programmes, past and to come."""

from datetime import timedelta
from typing import Any

from incubator.demo.clock import from_today, on, told_at
from incubator.demo.facts import data
from incubator.demo.stage import Stage
from programmes.events import actions as events
from programmes.events.models import Event


def load(stage: Stage) -> None:
    for key, rows in data("events").items():
        for row in rows:
            stage.rows[f"event/{row['slug']}"] = _event(stage, key, row)


def _event(stage: Stage, key: str, row: dict[str, Any]) -> Event:
    """Announced a month ahead, and with its audience once it was."""
    by, cohort = stage.people[f"coordinator.{key}"], stage.rows[f"{key}/{row['cohort']}"]
    site = stage.rows.get(f"{key}/site/{row.get('site')}")
    zone = site.time_zone if site else cohort.time_zone
    facts = {name: row[name] for name in ("kind", "about", "capacity", "artists", "countries_count") if name in row}
    hours, audience = row.get("hours", 0), row.get("audience")
    if row.get("flagship"):
        flagship = stage.facts[key]["flagship_event"]
        hours, audience = flagship["hours"], [flagship["viewers"], row["source"]]
        facts |= {"artists": flagship["artists"], "countries_count": flagship["countries"]}
    starts = on(row["date"] if "date" in row else row["day"], row["hour"], zone, row.get("weekday", ""))
    ends = starts + timedelta(hours=hours)
    with told_at(min(starts - timedelta(days=30), from_today(-1))):
        event = events.create(
            cohort, by=by, slug=row["slug"], title=row["title"], starts=starts, ends=ends, time_zone=zone, site=site, **facts
        )
        event = events.publish(event, by=by)
    if audience:
        with told_at(ends + timedelta(days=1)):
            event = events.edit(event, by=by, audience=audience[0], audience_source=audience[1])
    return event
