"""Works: who may do what, and in which state."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from incubator.access.models import PublicStamp
from incubator.audit.models import LogEntry
from incubator.lib.errors import NotLawful, NotYours, Refused
from incubator.organisations.states import State as OrganisationState
from incubator.outbox.errands import run
from incubator.outbox.models import Message
from showcase.creators import actions as creators
from showcase.media import actions as media
from showcase.media.models import Asset
from showcase.media.states import State as MediaState
from showcase.works import actions as works
from showcase.works.models import Work
from showcase.works.states import MOVES, State
from tests.showcase.making import picture, project_of, published_work, work_of

STEPS = {
    "submit": lambda work, world: works.submit(work, by=world.participant),
    "publish": lambda work, world: works.publish(work, by=world.editor),
    "send_back": lambda work, world: works.send_back(work, "Shorter, please.", by=world.editor),
    "unpublish": lambda work, world: works.unpublish(work, by=world.editor),
}
LEADS_TO = {
    "submit": State.SUBMITTED,
    "publish": State.PUBLISHED,
    "send_back": State.RETURNED,
    "unpublish": State.UNPUBLISHED,
}


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("step", STEPS)
def test_step_moves_only_where_lawful(step, state, world):
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    Work.objects.filter(pk=work.pk).update(state=state)
    if LEADS_TO[step] in MOVES[State(state)]:
        assert STEPS[step](work, world).state == LEADS_TO[step]
    else:
        with pytest.raises(NotLawful):
            STEPS[step](work, world)
        work.refresh_from_db()
        assert work.state == state


def test_draft_takes_its_address_from_the_title(world):
    project = project_of(world.participant, world.cohort)
    titles = [{"fr": "Ɲɔgɔn"}, {"ar": "بحر بلا أبواب"}, {"fr": "Ɲɔgɔn"}]
    slugs = [works.draft(project, by=world.participant, title=title, kind="vr", year=2026).slug for title in titles]
    assert (slugs[0], slugs[1].split("-")[0], slugs[2].startswith("nogon-")) == ("nogon", "work", True)


def test_submit_names_what_is_missing(world):
    work = works.draft(project_of(world.participant, world.cohort), by=world.participant, title="Ɲɔgɔn", kind="vr", year=2026)
    with translation.override("en"), pytest.raises(Refused, match="One or two sentences") as refusal:
        works.submit(work, by=world.participant)
    assert "title" not in str(refusal.value)


def test_submit_refuses_a_file_that_failed(world):
    work = work_of(world.participant, project_of(world.participant, world.cohort), picture_state=MediaState.FAILED)
    with pytest.raises(Refused):
        works.submit(work, by=world.participant)


def in_preparation(world):
    """A proposed work whose only file is not prepared yet."""
    work = work_of(world.participant, project_of(world.participant, world.cohort), picture_state=MediaState.PROCESSING)
    return works.submit(work, by=world.participant)


def prepared(work):
    media.finish(work.cover)
    return {work.pk for work in works.publish_awaited(work.cover.pk)}


def test_publish_waits_for_files(world):
    work = in_preparation(world)
    with pytest.raises(Refused):
        works.publish(work, by=world.editor)


def test_publish_when_ready_happens_once_the_last_file_is_prepared(world):
    long_ago = datetime(2024, 5, 1, tzinfo=UTC)
    work = works.publish_when_ready(in_preparation(world), by=world.editor, at=long_ago)
    waiting = work.state
    assert prepared(work) == {work.pk}
    work.refresh_from_db()
    assert (waiting, work.state, work.published, work.publish_by) == (State.SUBMITTED, State.PUBLISHED, long_ago, None)
    run("default")  # the media's own word of it finds nothing left to do
    assert LogEntry.objects.filter(verb="showcase.publish_work").count() == 1


def test_publish_when_ready_is_not_for_the_author_nor_for_who_lost_the_role(world):
    work = in_preparation(world)
    with pytest.raises(NotYours):
        works.publish_when_ready(work, by=world.participant)
    works.publish_when_ready(work, by=world.editor)
    world.editor.memberships.all().delete()
    assert prepared(work) == set()
    work.refresh_from_db()
    assert (work.state, work.publish_by) == (State.SUBMITTED, None)


def test_publish_when_ready_ends_with_a_work_sent_back(world):
    work = works.publish_when_ready(in_preparation(world), by=world.editor)
    works.send_back(work, "Another cover, please.", by=world.editor)
    assert prepared(work) == set()


def test_submit_wants_words_for_pictures(world):
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    works.add_asset(work, picture(world.participant, alt=""), by=world.participant)
    with pytest.raises(Refused):
        works.submit(work, by=world.participant)


def test_submit_tells_the_editor(world):
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    works.submit(work, by=world.participant)
    assert list(Message.objects.values_list("kind", "person__name", "subject")) == [
        ("work_submitted", world.editor.name, "Une œuvre est proposée : La mer n’a pas de portes")
    ]


def test_publish_tells_the_author_and_renews_public_pages(world):
    work = published_work(world)
    message = Message.objects.get(kind="work_published")
    assert (message.person, message.link) == (world.participant, "/fr/works/la-mer-n-a-pas-de-portes/")
    assert PublicStamp.objects.get().version == 1
    assert LogEntry.objects.about(work).first().verb == "showcase.publish_work"


def test_publish_of_own_work_is_refused(world):
    work = work_of(world.editor, project_of(world.editor, world.cohort))
    works.submit(work, by=world.editor)
    with pytest.raises(NotYours):
        works.publish(work, by=world.editor)


def test_publish_of_a_team_mates_work_is_refused(world):
    project = project_of(world.participant, world.cohort)
    project.members.add(project_of(world.editor, world.cohort).members.get())
    work = work_of(world.participant, project)
    works.submit(work, by=world.participant)
    with pytest.raises(NotYours):
        works.publish(work, by=world.editor)


def test_publish_waits_for_the_organisations_approval(world):
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    works.submit(work, by=world.participant)
    type(world.organisation).objects.update(state=OrganisationState.WAITING)
    with pytest.raises(Refused):
        works.publish(work, by=world.editor)


def test_publish_writes_byline_and_facets(world):
    work = published_work(world)
    assert (work.byline, sorted(work.facets.values_list("name", "value"))) == (
        "Paul Mwangi",
        [("country", "SN"), ("country", "TN"), ("discipline", "animation"), ("language", "ar"), ("language", "wo")],
    )


def test_unpublish_ends_facets_front_page_and_public_addresses(world):
    work = published_work(world)
    works.feature(work, by=world.editor)
    assert Asset.objects.get(pk=work.cover.pk).shown
    work = works.unpublish(work, by=world.editor, note="A right is unclear.")
    assert (work.facets.count(), work.featured, Asset.objects.get(pk=work.cover.pk).shown) == (0, False, False)
    assert Message.objects.filter(kind="work_unpublished", person=world.participant).count() == 1


def test_send_back_needs_a_note(world):
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    works.submit(work, by=world.participant)
    with pytest.raises(Refused):
        works.send_back(work, "  ", by=world.editor)


def test_author_cannot_change_what_is_public(world):
    work = published_work(world)
    with pytest.raises(NotLawful):
        works.edit(work, by=world.participant, year=2020)
    assert works.edit(work, by=world.editor, year=2024).year == 2024


def test_cover_of_a_public_work_stays(world):
    work = published_work(world)
    with pytest.raises(Refused):
        works.remove_asset(work, work.cover, by=world.editor)


def test_cover_is_the_first_picture_until_chosen(world):
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    other = picture(world.participant)
    works.add_asset(work, other, by=world.participant)
    assert Work.objects.get().cover != other
    assert works.set_cover(work, other, by=world.participant, stage="#203050").cover == other
    with pytest.raises(Refused):
        works.set_cover(work, picture(world.participant), by=world.participant)


def test_credits_link_to_creators_of_the_project(world):
    creator = creators.create(world.participant, by=world.participant)
    work = work_of(world.participant, project_of(world.participant, world.cohort))
    works.set_credits(work, [{"role": "Son", "name": "paul mwangi"}, {"role": "Voix", "name": "Awa"}], by=world.participant)
    assert list(work.credits.values_list("name", "creator")) == [("paul mwangi", creator.pk), ("Awa", None)]
