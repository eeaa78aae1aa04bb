import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participants.applications import actions as applications
from participants.applications.models import Application
from participants.stages.models import Cut, Passage, Screening
from participants.stages.views import moving_on
from tests.participants.making import applied
from tests.participants.stages.making import interview_after, read, screening_before


def queries(client, address):
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def base(world, stage):
    return f"/fr/desk/{'/'.join(world.cohort.slugs)}/reviews/stages/{stage.pk}/"


def test_page_shows_who_would_move_on_and_lets_them(world, enter):
    first, second, third = read(world, 5, 3, 2)
    interview_after(world)
    client = enter(world.coordinator)
    page = client.get(base(world, world.stage) + "moving-on/?kind=top&number=2&by=raw")
    field = page.context["field"]
    assert [row.application for row in field.on] == [first, second]
    data = {"seen": field.mark, "kind": "top", "number": 2, "by": "raw", "otherwise": [second.pk, third.pk], "note": "Par pays"}
    assert client.post(base(world, world.stage) + "moving-on/", data).status_code == 302
    cut = Cut.objects.get()
    assert set(cut.passages.values_list("application", flat=True)) == {first.pk, third.pk}
    assert client.post(f"/fr/desk/{'/'.join(world.cohort.slugs)}/reviews/cuts/{cut.pk}/undo/").status_code == 302
    cut.refresh_from_db()
    assert cut.undone_by == world.coordinator


def test_marks_and_note_stand_again_where_something_changed(world, enter):
    first, second = read(world, 5, 3)
    interview_after(world)
    client = enter(world.coordinator)
    mark = client.get(base(world, world.stage) + "moving-on/?kind=top&number=1&by=raw").context["field"].mark
    applications.withdraw(first, by=first.applicant)
    data = {"seen": mark, "kind": "top", "number": 1, "by": "raw", "otherwise": [second.pk], "note": "Par pays"}
    page = client.post(base(world, world.stage) + "moving-on/", data)
    assert (page.status_code, page.context["marked"], page.context["note"]) == (409, {second.pk}, "Par pays")
    assert not Cut.objects.exists()


def test_screening_goes_from_one_to_the_next(world, enter):
    screening = screening_before(world, "Complet")
    first, second = applied(world, 2)
    client = enter(world.coordinator)
    check = screening.criteria.get()
    address = base(world, screening) + f"screening/{first.pk}/"
    page = client.get(address)
    assert page.context["following"] == second
    answer = client.post(address, {f"c-{check.pk}": "yes", "version": 0, "reason": ""})
    assert answer.url == base(world, screening) + f"screening/{second.pk}/"
    again = client.post(address, {f"c-{check.pk}": "no", "version": 0, "reason": "Page 2"})
    assert (again.status_code, again.context["form"]["reason"].value()) == (409, "Page 2")
    assert Screening.objects.get().finding == "eligible"


def test_several_at_once_from_the_list(world, enter):
    screening = screening_before(world, "Complet")
    applied(world, 3)
    client = enter(world.coordinator)
    ids = list(Application.objects.values_list("pk", flat=True))
    data = {"application": ids, "finding": "not_eligible", "reason": "Il manque la page 2.", "shelf": "open"}
    client.post(base(world, screening) + "screening/several/", data)
    assert set(Screening.objects.values_list("finding", "reason")) == {("not_eligible", "Il manque la page 2.")}
    page = client.get(base(world, screening) + "screening/not-eligible/")
    assert page.context["count"] == 3
    client.post(base(world, screening) + "screening/not-eligible/", {"count": "3"})
    assert set(Application.objects.values_list("state", flat=True)) == {"ineligible"}


def test_script_in_a_name_stays_text(world, enter):
    screening = screening_before(world, "<script>alert(1)</script>")
    (row,) = applied(world, 1)
    Application.objects.update(title="<script>alert(2)</script>")
    client = enter(world.coordinator)
    for address in ("screening/", f"screening/{row.pk}/", "moving-on/"):
        assert "<script>alert" not in client.get(base(world, screening) + address).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_for_one_and_three(world, enter, count):
    screening = screening_before(world, "Complet")
    read_rows = applied(world, count)
    client = enter(world.coordinator)
    listing, moving = base(world, screening) + "screening/", base(world, screening) + "moving-on/"
    client.get(listing)
    assert (queries(client, listing), queries(client, moving), len(read_rows)) == (LIST, MOVING, count)


LIST, MOVING = 25, 18


def test_long_lists_come_in_pages_and_ticks_of_other_pages_count(world, enter, monkeypatch):
    rows = read(world, 5, 4, 3, 2)
    interview_after(world)
    monkeypatch.setattr(moving_on, "EACH_PAGE", 1)
    client, address = enter(world.coordinator), base(world, world.stage) + "moving-on/"
    told = {"kind": "top", "number": "2", "by": "raw"}
    first = client.get(address, told)
    seen = first.context["field"].mark
    assert [len(part.rows) for part in first.context["parts"]] == [1, 1]
    turned = client.post(address, told | {"seen": seen, "otherwise": [rows[3].pk, rows[2].pk], "turn": "off:2", "note": "Vu"})
    assert (turned.status_code, Passage.objects.count()) == (200, 0)
    assert [part.page for part in turned.context["parts"]] == [1, 2]
    assert (turned.context["elsewhere"], turned.context["note"]) == ([rows[2].pk], "Vu")
    assert f'name="otherwise" value="{rows[2].pk}"' in turned.content.decode()
    client.post(address, told | {"seen": seen, "otherwise": [rows[3].pk, rows[2].pk], "off_page": "2"})
    assert Passage.objects.count() == 4
