from hypothesis import given
from hypothesis import strategies as st

from incubator.lib.shares import shares
from mentoring.matching.scoring import score
from mentoring.matching.terms import WEIGHTS, Component, Mentor, Participant, Reason, Rules

POINTS = shares(WEIGHTS)


def test_score_gives_its_reasons():
    participant = Participant(
        1,
        needs=frozenset({"film", "sound"}),
        stage="development",
        languages=("ar", "fr"),
        offset=60,
        ranks=(9, 8),
    )
    mentor = Mentor(
        8,
        2,
        skills=frozenset({"sound"}),
        stages=frozenset({"idea"}),
        languages=("fr",),
        offset=180,
        ranks=(5,),
    )
    found = score(participant, mentor, POINTS, Rules())
    assert [(part.component, part.points, part.reason, part.count, part.of, part.found) for part in found.parts] == [
        (Component.SKILL, 175, Reason.SKILLS_MET, 1, 2, ("sound",)),
        (Component.STAGE, 0, Reason.STAGE_NOT_MET, 0, 0, ()),
        (Component.LANGUAGE, 75, Reason.LANGUAGE_SHARED, 2, 2, ("fr",)),
        (Component.HOURS, 78, Reason.ZONES_APART, 120, 540, ()),
        (Component.PARTICIPANT_RANK, 100, Reason.RANKED, 2, 2, ()),
        (Component.MENTOR_RANK, 0, Reason.NOT_RANKED, 0, 1, ()),
    ]
    assert found.total == 428


def test_score_counts_shared_hours_before_zones():
    participant = Participant(1, hours=((0, 120), (600, 720)), offset=0)
    mentor = Mentor(8, 1, hours=((60, 660),), offset=0)
    part = score(participant, mentor, POINTS, Rules(wanted_minutes=240)).parts[3]
    assert (part.points, part.reason, part.count, part.of) == (50, Reason.HOURS_SHARED, 120, 240)


def test_score_of_the_unknown_is_half():
    assert score(Participant(1), Mentor(8, 1), POINTS, Rules()).total == 500


TAGS = st.frozensets(st.sampled_from(["film", "game", "music", "dance", "vr", "comics", "photo"]))
LANGUAGES = st.lists(st.sampled_from(["fr", "en-GB", "pt-BR", "ar"]), unique=True).map(tuple)
RANKS = st.lists(st.integers(1, 9), unique=True).map(tuple)
OFFSETS = st.none() | st.integers(-720, 840)


@given(
    st.builds(Participant, st.just(1), TAGS, st.sampled_from(["", "idea"]), LANGUAGES, st.just(()), OFFSETS, RANKS),
    st.builds(Mentor, st.just(2), st.just(1), TAGS, TAGS, LANGUAGES, st.just(()), OFFSETS, RANKS),
    st.lists(st.integers(0, 9), min_size=6, max_size=6),
)
def test_score_is_the_sum_of_what_it_shows(participant, mentor, weights):
    points = shares(dict(zip(Component, weights, strict=True)))
    found = score(participant, mentor, points, Rules())
    assert found.total == sum(part.points for part in found.parts)
    assert 0 <= found.total <= sum(points.values())
    assert [part for part in found.parts if not 0 <= part.points <= part.most] == []
