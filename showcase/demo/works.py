"""Works of the five programmes, proposed by their authors and published by editors once their files are prepared."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from incubator.demo.clock import days, from_today, told_at
from incubator.demo.drawn.studio import Piece, Studio
from incubator.demo.facts import data
from incubator.demo.stage import Stage
from participants.participations import actions as participations
from participants.participations.models import Participation, Project
from showcase.demo.creators import participants
from showcase.demo.review import pictures as review_pictures
from showcase.demo.rows import Row, all_works, name_of
from showcase.media import around, captions, wording
from showcase.media.models import Asset
from showcase.media.states import Around, TrackKind
from showcase.media.states import Kind as Media
from showcase.works import actions as works
from showcase.works.models import Work
from showcase.works.states import Place, State

TYPES = {"jpg": "image/jpeg", "mp4": "video/mp4", "mp3": "audio/mpeg", "pdf": "application/pdf", "glb": "model/gltf-binary"}
SOUND_SECONDS = 34.0


def pieces_of(row: Row) -> list[tuple[Piece, str, Row]]:
    """The work's files with their place and their words."""
    name = name_of(row)
    style, seed, ratio = row["art"]
    found = [(Piece(f"{name}.jpg", seed, style, ratio), Place.COVER.value, row["alt"])]
    if "film" in row:
        found.append((Piece(f"{name}.mp4", row["film"][0], seconds=row["film"][1]), Place.MAIN.value, row["film_alt"]))
    if "around" in row:
        piece = Piece(f"{name}.mp4", row["around"][0], "around", seconds=row["around"][1])
        found.append((piece, Place.MAIN.value, row["around_alt"]))
    if "model" in row:
        found.append((Piece(f"{name}.glb", row["model"]), Place.MAIN.value, row["model_alt"]))
    if "sound" in row:
        found.append((Piece(f"{name}.mp3", row["sound"], seconds=SOUND_SECONDS), Place.MAIN.value, row["sound_alt"]))
    for number, (look, start, shape, words) in enumerate(row.get("stills", []), 1):
        found.append((Piece(f"{name}-{number}.jpg", start, look, shape), Place.STILL.value, words))
    if "pdf" in row:
        title, author = str(next(iter(row["title"].values()))), row["by"][0]
        found.append((Piece(f"{name}.pdf", seed, title=title, author=author), Place.DOCUMENT.value, row["pdf"]))
    return found


def order_pictures(stage: Stage) -> None:
    """Ask the studio for everything; it begins with what takes longest."""
    wanted = [piece for _key, row in all_works() for piece, _place, _words in pieces_of(row)] + review_pictures()
    slow = {"mp4": 0, "mp3": 1}
    studio = Studio(sorted(wanted, key=lambda piece: slow.get(piece.name.rpartition(".")[2], 2)))
    stage.ends.callback(studio.close)
    stage.rows["studio"] = studio


def load(stage: Stage) -> None:
    found = participants(stage)
    # The media queue goes in this order: what leads the wall is ready first.
    for key, row in sorted(all_works(), key=lambda pair: (-pair[1]["published"], pair[1]["title"].get("fr", ""))):
        stage.rows[f"work/{name_of(row)}"] = _work(stage, key, row, [found[name] for name in row["by"]])


def _project(stage: Stage, key: str, row: Row, authors: list[Participation]) -> Project:
    """The author's project, or one of the work's own."""
    if (known := authors[0].projects.first()) is not None:
        return known
    title = str(next(iter(row["title"].values())))
    by, cohort = stage.people[f"coordinator.{key}"], authors[0].cohort
    discipline, summary = row.get("discipline", ""), row["summary"].get("fr", "")
    project = participations.create_project(cohort, by=by, title=title, members=authors, summary=summary, discipline=discipline)
    return participations.advance(project, by=authors[0].person, stage="finished")


def _work(stage: Stage, key: str, row: Row, authors: list[Participation]) -> Work:
    shown = from_today(row["published"])
    with told_at(shown - days(10)):
        work = _draft(stage, row, _project(stage, key, row, authors), authors, shown)
    # Sent in now, not then, so that the media queue follows the order of loading.
    _add_files(stage, work, row, authors)
    state, editor = row.get("state", State.PUBLISHED), stage.people[f"coordinator.{key}"]
    if state == State.DRAFT:
        return work
    with told_at(shown - days(4)):
        work = works.submit(work, by=authors[0].person)
    if state == State.RETURNED:
        with told_at(shown - days(2)):
            work = works.send_back(work, row["note"], by=editor)
    elif state == State.PUBLISHED:
        with told_at(shown):
            work = works.publish_when_ready(work, by=editor, at=shown)
            if row.get("featured"):
                work = works.feature(work, by=editor)
    return work


FACTS = ("discipline", "disciplines", "countries", "languages", "minutes", "extent", "rights", "rights_note", "summary", "text",
         "statement", "link", "stage", "age", "notes", "notes_text", "access", "subtitles")  # fmt: skip


def _draft(stage: Stage, row: Row, project: Project, authors: list[Participation], shown: datetime) -> Work:
    by = authors[0].person
    facts = {name: row[name] for name in FACTS if name in row}
    facts["needs"] = [{"what": what, "state": state} for what, state in row.get("needs", [])]
    if "workshop" in row:
        facts["workshop"] = stage.rows[f"workshop/{row['workshop']}"]
    year = row.get("year") or shown.year
    work = works.draft(project, by=by, title=row["title"], kind=row["kind"], year=year, **facts)
    works.set_credits(work, _credits(stage, row), by=by)
    works.set_recognitions(work, [_honour(*one) for one in row.get("honours", [])], by=by)
    return work


def _honour(kind: str, title: str, place: str, country: str, days_ago: int) -> Row:
    return {"kind": kind, "title": title, "place": place, "country": country, "date": from_today(days_ago).date()}


def _add_files(stage: Stage, work: Work, row: Row, authors: list[Participation]) -> None:
    studio, by = stage.rows["studio"], authors[0].person
    kept = row.get("embargo", ("", 0))
    for piece, place, words in pieces_of(row):
        # What a festival lets be seen before its première is the short piece there is.
        place = Place.EXCERPT.value if kept[0] == "excerpt" and place == Place.MAIN else place
        content = studio.take(piece.name).read_bytes()
        upload = SimpleUploadedFile(piece.name, content, TYPES[piece.name.rpartition(".")[2]])
        added = works.add_asset(work, upload, place, by=by, alt=words)
        if added.asset.kind == Media.FILM:
            _caption(added.asset, row, by)
        if piece.style == "around":
            around.say(added.asset, by=by, around=Around.MONO)
        if "press" in row and place in (Place.COVER, Place.STILL):
            works.place_asset(work, added.asset, by=by, press=True, author=row["press"], rights="by-nc")
    for address, title in row.get("links", []):
        works.add_link(work, address, title, by=by)
    if kept[0]:
        works.hold_back(work, kept[0], by=by, until=from_today(kept[1]), zone=authors[0].cohort.time_zone)


def _caption(film: Asset, row: Row, by: Any) -> None:
    for language, cues in row.get("captions", {}).items():
        text = captions.written([captions.Cue(*cue) for cue in cues], language)
        wording.set_track(film, text, kind=TrackKind.SUBTITLES, language=language, by=by)


def _credits(stage: Stage, row: Row) -> list[Row]:
    roles = data("roles")
    return [
        {"role": roles[role], "name": name, "author": name in row["by"] and first, "creator": stage.rows.get(f"creator/{name}")}
        for first, (role, *names) in zip([True] + [False] * 20, row["credits"], strict=False)
        for name in names
    ]
