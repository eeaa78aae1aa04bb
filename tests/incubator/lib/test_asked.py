"""Questions whose SQL is written once."""

import pytest
from django.db.models import Value

from incubator.accounts.models import User
from incubator.lib.asked import Asked


def _by_address(email, country):
    rows = User.objects.filter(email=email, country=country, is_active=True).exclude(language="xx")
    return rows.defer("name").annotate(said=Value("once")).order_by()[:1]


def test_asked_gives_what_the_queryset_gives_for_each_value(world, django_assert_num_queries):
    User.objects.filter(pk__in=[world.applicant.pk, world.mentor.pk]).update(country="SN")
    asked = Asked(_by_address, "an-address", "a-country")
    for person in (world.applicant, world.mentor):
        with django_assert_num_queries(1):
            found = asked.first(person.email, "SN")
        assert (found, found.said, found.get_deferred_fields()) == (person, "once", {"name"})
    assert asked.first(world.applicant.email, "TN") is None
    assert asked.rows("nobody@people.test' OR 1=1 --", "SN") == []
    assert User.objects.filter(pk=world.mentor.pk).update(is_active=False) == 1
    assert asked.first(world.mentor.email, "SN") is None


def test_asked_refuses_a_value_that_does_not_stand_in_the_query(db):
    asked = Asked(lambda email: User.objects.filter(email=email.upper()), "an-address")
    with pytest.raises(LookupError):
        asked.rows("an-address")
