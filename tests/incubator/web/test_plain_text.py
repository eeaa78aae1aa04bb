"""NUL in what is sent: taken out, never a broken page."""

import pytest
from django.urls import reverse

from programmes.editions.models import Programme


@pytest.mark.django_db
def test_nul_in_an_address_finds_nothing(client):
    assert client.get("/fr/screening/a%00b/").status_code == 404


@pytest.mark.django_db
def test_nul_in_a_search_is_not_searched(client):
    assert client.get(reverse("showcase:works"), {"q": "mer\0"}).status_code == 200


def test_nul_in_a_form_is_left_out_and_the_rest_kept(world, enter):
    data = {"name_fr": "Nou\0velle", "slug": "nouvelle", "kind": "incubation", "accent": "arts", "languages": ["fr"]}
    enter(world.coordinator).post(reverse("programmes:new_programme", args=["atlas"]), data)
    assert str(Programme.objects.get(slug="nouvelle").name) == "Nouvelle"
