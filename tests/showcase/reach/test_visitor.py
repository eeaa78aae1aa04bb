"""What headers tell, and what they do not."""

import pytest

from showcase.reach.visitor import country_of, is_person

PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    "agent", ["", "  ", "Googlebot/2.1", "curl/8.5.0", "GPTBot/1.2", "facebookexternalhit/1.1", "python-requests/2.32"]
)
def test_robots_are_no_persons(agent):
    assert is_person({"User-Agent": agent}) is False


def test_a_page_fetched_ahead_is_not_seen():
    assert is_person({"User-Agent": PHONE}) is True
    assert is_person({"User-Agent": PHONE, "Sec-Purpose": "prefetch;prerender"}) is False


@pytest.mark.parametrize(
    ("referrer", "language", "country"),
    [
        ("", "fr-SN,fr;q=0.9", "SN"),
        ("", "ar-MA", "MA"),
        ("", "zh-Hans-CN", "CN"),
        ("", "fr", ""),
        ("", "en-US,en;q=0.9", ""),  # what every phone says out of the box
        ("", "fr-XX", ""),
        ("", "", ""),
        ("https://www.google.sn/", "en-US", "SN"),
        ("https://www.google.co.ke/search", "en-US", "KE"),
        ("https://google.com/", "pt-AO", "AO"),
        ("https://www.google.ml/", "", "ML"),
        ("https://journal.example.ml/", "fr-CI", "CI"),  # for hire the world over
        ("https://festival.example.tn/programme", "fr-FR", "TN"),
        ("https://www.bbc.co.uk/", "", "GB"),
        ("https://youtu.be/x", "", ""),
        ("https://localhost/", "", ""),
        ("http://[broken", "fr-HT", "HT"),
        ("https://10.0.0.1/", "", ""),
    ],
)
def test_country_is_that_of_the_page_one_comes_from_else_of_the_language(referrer, language, country):
    assert country_of({"Referer": referrer, "Accept-Language": language}) == country
