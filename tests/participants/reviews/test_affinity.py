from hypothesis import given
from hypothesis import strategies as st

from incubator.lib.shares import shares
from participants.reviews.affinity import WEIGHTS, Application, Component, Reason, Reviewer, affinity, reads

POINTS = shares(WEIGHTS)
TAGS = st.frozensets(st.sampled_from(["film", "game", "music", "dance", "vr", "comics", "photo"]))
LANGUAGES = st.lists(st.sampled_from(["fr", "en-GB", "pt-BR", "ar"]), unique=True).map(tuple)


def test_affinity_gives_its_reasons():
    application = Application(1, 3, language="pt-BR", topics=frozenset({"film", "vr", "game"}), country="SN")
    reviewer = Reviewer(2, most=5, languages=("fr", "pt"), topics=frozenset({"film", "vr"}), countries=frozenset({"MA"}))
    found = affinity(application, reviewer, POINTS)
    assert [(part.component, part.points, part.most, part.reason) for part in found.parts] == [
        (Component.EXPERTISE, 400, 600, Reason.TOPICS_KNOWN),
        (Component.LANGUAGE, 150, 300, Reason.LANGUAGE_READ),
        (Component.COUNTRY, 0, 100, Reason.COUNTRY_NOT_KNOWN),
    ]
    assert (found.parts[0].count, found.parts[0].of, found.parts[0].found) == (2, 3, ("film", "vr"))
    assert (found.parts[1].count, found.parts[1].of, found.parts[1].found) == (2, 2, ("pt",))


def test_affinity_of_the_unknown_is_half():
    assert affinity(Application(1, 3), Reviewer(2, most=5), POINTS).total == 500


def test_reviewer_reads_what_is_in_a_language_of_theirs_or_unstated():
    arabic = Application(1, 1, language="ar-MA")
    asked = [Reviewer(2, most=1, languages=languages) for languages in (("ar",), ("fr",), ())]
    assert [reads(arabic, reviewer) for reviewer in asked] == [True, False, True]


@given(
    TAGS,
    TAGS,
    LANGUAGES,
    st.sampled_from(["", "fr", "ar"]),
    st.lists(st.integers(0, 9), min_size=3, max_size=3),
)
def test_affinity_is_the_sum_of_what_it_shows(topics, known, languages, language, weights):
    points = shares(dict(zip(Component, weights, strict=True)))
    application = Application(1, 1, language=language, topics=topics)
    found = affinity(application, Reviewer(2, most=1, languages=languages, topics=known), points)
    assert found.total == sum(part.points for part in found.parts)
    assert 0 <= found.total <= sum(points.values())
