"""The demo's collections and a screening room for a jury, with two guests and an author who is still being asked."""

from incubator.demo.clock import days, from_today, told_at
from incubator.demo.facts import data
from incubator.demo.stage import Stage
from showcase.collections import actions as collections
from showcase.demo.rows import Row
from showcase.screening import actions as screenings

ASKED = "le-projectionniste-du-jeudi"


def load(stage: Stage) -> None:
    rows = data("collections")
    for number, row in enumerate(rows["collections"]):
        by, shown = stage.people[f"coordinator.{row['programme']}"], from_today(-3 - 11 * number)
        with told_at(shown):
            made = collections.create(stage.rows[row["programme"]], by=by, title=row["title"], text=row["text"])
            for name in row["works"]:
                collections.add(made, stage.rows[f"work/{name}"], by=by)
            # Its works come on the walls one by one, as their files are prepared.
            stage.rows[f"collection/{made.slug}"] = collections.edit(made, by=by, published=shown.date())
    _room(stage, rows["room"])


def _room(stage: Stage, row: Row) -> None:
    by = stage.people[f"coordinator.{row['programme']}"]
    with told_at(from_today(-6)):
        room = screenings.create(stage.rows[row["programme"]], by=by, title=row["title"], text=row["text"])
        for name in row["works"]:
            work = stage.rows[f"work/{name}"]
            entry = screenings.add(room, work, by=by)
            if name != ASKED:
                screenings.answer(entry, True, by=work.proposed_by)
    for name, house in row["guests"]:
        with told_at(from_today(-5)):
            guest = screenings.invite(room, by=by, name=name, house=house, language="fr", days=30)
        with told_at(from_today(-4)):
            guest = screenings.accept(guest)
        for place, entry in enumerate(room.entries.shown()[:3]):
            with told_at(from_today(-3) + days(place / 9)):
                screenings.note_opened(guest, entry.work)
                screenings.note_played(guest, entry.work, (100, 60, 30)[place])
    stage.rows["screening"] = room
