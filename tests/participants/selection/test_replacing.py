from participants.applications import actions as applications
from participants.applications.models import Application
from participants.selection import actions as selections
from participants.selection.compose_models import Pin, Quota
from participants.selection.replacing import replacement_for
from tests.participants.making import applied, closed


def published(world, verdicts, countries):
    rows = applied(world, len(verdicts))
    closed(world)
    for row, verdict, country in zip(rows, verdicts, countries, strict=True):
        Application.objects.filter(pk=row.pk).update(country=country)
        selections.decide(row, verdict, by=world.coordinator, version=0)
    selection = selections.open_selection(world.call, by=world.coordinator)
    selection = selections.publish(selections.freeze(selection, by=world.coordinator), by=world.coordinator)
    for row in rows:
        row.refresh_from_db()
    return rows, selection


def wanted(selection, *values, amount=1):
    return Quota.objects.create(selection=selection, dimension="country", values=list(values), amount=amount)


TWO_OF_FIVE = ("accepted", "accepted", "waitlisted", "waitlisted", "waitlisted")


def test_replacement_without_quotas_is_the_first_of_the_waiting_list(world):
    rows, selection = published(world, TWO_OF_FIVE, ("MA", "SN", "SN", "MA", "MA"))
    found = replacement_for(selection, rows[0])
    assert (found.decision.application, found.waiting, found.passed) == (rows[2], 3, 0)


def test_replacement_keeps_the_quota_by_passing_over_the_first(world):
    rows, selection = published(world, TWO_OF_FIVE, ("MA", "SN", "SN", "MA", "MA"))
    wanted(selection, "MA")
    left = applications.turn_down(rows[0], by=rows[0].applicant)
    found = replacement_for(selection, left)
    assert (found.decision.application, found.passed) == (rows[3], 1)
    assert replacement_for(selection, rows[1]).decision.application == rows[2]


def test_replacement_is_none_where_everybody_waiting_would_break_a_quota(world):
    rows, selection = published(world, TWO_OF_FIVE, ("KE", "SN", "SN", "MA", "MA"))
    quota = wanted(selection, "KE")
    found = replacement_for(selection, rows[0])
    assert (found.decision, found.waiting, found.blocking) == (None, 3, (quota.pk,))


def test_replacement_leaves_out_who_is_excluded(world):
    rows, selection = published(world, TWO_OF_FIVE, ("MA",) * 5)
    Pin.objects.create(selection=selection, application=rows[2], stay="out")
    assert replacement_for(selection, rows[0]).decision.application == rows[3]


def test_replacement_is_none_where_nobody_waits(world):
    rows, selection = published(world, ("accepted", "declined"), ("MA", "MA"))
    assert (replacement_for(selection, rows[0]).decision, replacement_for(selection, rows[0]).waiting) == (None, 0)
