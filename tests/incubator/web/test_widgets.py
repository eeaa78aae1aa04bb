"""Controls of our own give back what was chosen."""

from django import forms
from django.http import QueryDict

from incubator.web.widgets import RankingField, ScaleInput


class Choice(forms.Form):
    mentors = RankingField([("7", "Ana"), ("8", "Sidy"), ("9", "Leïla")], places=2, required=False)
    score = forms.IntegerField(widget=ScaleInput(1, 5, ends=("low", "high")))


def test_ranking_gives_keys_in_their_places() -> None:
    form = Choice(QueryDict("mentors_9=1&mentors_7=2&mentors_8=&score=4"))
    assert (form.is_valid(), form.cleaned_data) == (True, {"mentors": ["9", "7"], "score": 4})


def test_ranking_ignores_a_place_that_is_not_there() -> None:
    form = Choice(QueryDict("mentors_9=3&mentors_7=1&score=1"))
    assert (form.is_valid(), form.cleaned_data["mentors"]) == (True, ["7"])


def test_scale_is_a_group_of_named_radios() -> None:
    html = str(Choice()["score"])
    assert (html.count('type="radio"'), "low" in html, "high" in html) == (5, True, True)


def test_field_ties_its_hint_and_error_to_the_control() -> None:
    class One(forms.Form):
        name = forms.CharField(help_text="As on the poster.")

    html = One({"name": ""}).as_div() + str(One({"name": ""})["name"].as_field_group())
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert ('id="id_name_helptext"' in html, 'id="id_name_error"' in html) == (True, True)
