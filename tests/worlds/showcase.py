"""What showcase adds to the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incubator.files.content import Reason
from showcase.collections import actions as collections
from showcase.creators import actions as creators
from showcase.journal import actions as journal
from showcase.media import actions as media
from showcase.media import wording
from showcase.media.states import Kind
from showcase.screening import actions as screenings
from showcase.testimonials import actions as testimonials
from showcase.works import actions as works
from tests.showcase.making import picture, project_of, published_work, work_of

if TYPE_CHECKING:
    from tests.worlds import WholeWorld


def lay(world: WholeWorld) -> None:
    """Put things into `world.things`, and what stands for an argument of an address into `world.arguments`."""
    lay_media(world)
    lay_works(world)
    lay_journal(world)
    lay_rooms(world)
    lay_testimonials(world)


def lay_rooms(world: WholeWorld) -> None:
    """A public collection, and a screening room with a guest who has accepted the terms."""
    collection = collections.create(world.programme, by=world.editor, title={"fr": "Rivages"})
    collections.add(collection, world.shown, by=world.editor)
    collections.publish(collection, True, by=world.editor)
    screening = screenings.create(world.programme, by=world.editor, title="Jury")
    entry = screenings.add(screening, world.shown, by=world.editor)
    guest = screenings.invite(screening, by=world.editor, name="Lea", language="fr", days=7)
    screenings.accept(guest)
    gone = screenings.invite(screening, by=world.editor, name="Noé", language="fr", days=7)
    world.things |= {"collection": collection, "screening": screening, "entry": entry, "guest": guest, "gone": gone}
    world.arguments |= {"collection": collection.slug, "screening": screening.pk, "entry": entry.pk}


def lay_testimonials(world: WholeWorld) -> None:
    """The participant's own words, agreed to."""
    row = testimonials.ask(world.programme, by=world.coordinator, name="Paul", email=world.participant.email, language="fr")
    row = testimonials.give(row, words="J’ai appris à finir.", name="Paul", line="", consent="Oui", language="fr")
    world.things |= {"testimonial": row}
    world.arguments |= {"testimonial": row.pk}


def lay_media(world: WholeWorld) -> None:
    """A participant's asset whose preparation failed."""
    asset = media.take(world.stored_file, by=world.participant)
    asset.owner = world.participant
    asset.save(update_fields=["owner"])
    media.fail(asset, Reason.BROKEN)
    film = picture(world.participant, kind=Kind.FILM)
    wording.set_track(film, "00:01.000 --> 00:02.000\nLa mer.", kind="subtitles", language="fr", by=world.participant)
    world.things |= {"asset": asset, "film": film}
    world.arguments |= {"asset": asset.pk, "track": film.tracks.get().pk}


def lay_works(world: WholeWorld) -> None:
    """The participant's: a public one, one that waits for an editor, a draft; and their page."""
    shown = published_work(world)
    waiting = work_of(world.participant, shown.project, title={"fr": "Guet Ndar"})
    works.submit(waiting, by=world.participant)
    draft = work_of(world.participant, shown.project, title={"fr": "Les mains bleues"})
    own = work_of(world.editor, project_of(world.editor, world.cohort), title={"fr": "Marginalia"})
    works.submit(own, by=world.editor)
    creator = creators.create(world.participant, by=world.participant)
    creators.switch(creator, True, by=world.participant)
    collective = creators.create(world.stranger, by=world.stranger, name="Atelier 12", collective=True)
    creators.name_members(collective, [creator], by=world.stranger)
    world.things |= {"shown": shown, "waiting": waiting, "work_draft": draft, "editors_own": own, "creator": creator,
                     "belonging": creator.collectives.get()}  # fmt: skip
    world.arguments |= {"work": draft.slug, "language": "fr", "part": 1 + shown.pk // 500}


def lay_journal(world: WholeWorld) -> None:
    issue = journal.create_issue(world.programme, by=world.editor, title={"fr": "Écouter loin"})
    article = journal.add_article(issue, by=world.editor, title={"fr": "La radio comme scène"}, body={"fr": "Une voix."})
    journal.publish_issue(issue, by=world.editor)
    world.things |= {"issue": issue, "article": article}
    world.arguments |= {"issue": issue.slug, "article": article.slug}
