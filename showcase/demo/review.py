"""¿Que Onda?, the quarterly review in four languages."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from incubator.demo.clock import days, from_today, told_at
from incubator.demo.drawn.studio import Piece
from incubator.demo.facts import data
from incubator.demo.stage import Stage
from showcase.journal import actions as journal
from showcase.media import actions as media

KEY = "alliances-sonores"
Row = dict[str, Any]


def _name(issue: Row, place: int) -> str:
    """Picture 0 is the cover, then one for each article."""
    return f"onda-{issue['number']}-{place}.jpg"


def pictures() -> list[Piece]:
    """All pictures of the review."""
    found = []
    for issue in data("review"):
        for place, row in enumerate([issue, *issue["articles"]]):
            if "art" in row:
                style, seed, ratio = row["art"]
                found.append(Piece(_name(issue, place), seed, style, ratio))
    return found


def load(stage: Stage) -> None:
    by, programme = stage.people[f"coordinator.{KEY}"], stage.rows[KEY]
    for row in data("review"):
        shown = from_today(row["published"]) if row["published"] is not None else from_today(-1)
        with told_at(shown - days(6)):
            issue = journal.create_issue(
                programme,
                by=by,
                title=row["title"],
                number=row["number"],
                summary=row["summary"],
                cover=_picture(stage, row, row, 0),
            )
            for place, article in enumerate(row["articles"], 1):
                facts = {name: article[name] for name in ("kind", "summary", "body", "author")}
                journal.add_article(issue, by=by, title=article["title"], picture=_picture(stage, row, article, place), **facts)
        if row["published"] is not None:
            with told_at(shown):
                issue = journal.publish_issue(issue, by=by, on=shown.date())
        stage.rows[f"issue/{row['number']}"] = issue


def _picture(stage: Stage, issue: Row, row: Row, place: int) -> Any:
    if "art" not in row:
        return None
    name = _name(issue, place)
    upload = SimpleUploadedFile(name, stage.rows["studio"].take(name).read_bytes(), "image/jpeg")
    return media.receive(upload, by=stage.people[f"coordinator.{KEY}"], alt=row["alt"])
