"""Who is answered how on the routes of mentoring."""

from mentoring.matching.terms import WEIGHTS
from tests.house.matrix.row import Row, coordinators, row, signed_in

DESK = ("coordinator", "owner", "dual")


def two(mentor: int, participant: int, desk: int, **more: object) -> Row:
    """The mentor, the participant, the desk of the organisation; to everyone else the mentorship does not exist."""
    return row(**({"visitor": 302, "rest": 404, "mentor": mentor, "participant": participant} | dict.fromkeys(DESK, desk) | more))  # type: ignore[arg-type]


def desk_only(status: int = 200, **more: object) -> Row:
    """A row of mentoring itself, which editors of the organisation do not see."""
    return coordinators(status, **({"editor": 404} | more))


ROWS: dict[str, Row] = {
    # one's own
    "mentoring:mentoring": signed_in(),
    "mentoring:mentor_profile": row(visitor=302, rest=404, mentor=200),
    "mentoring:my_mentors": row(visitor=302, rest=404, participant=200, editor=200),  # both have a place in the cohort
    "mentoring:rank_participants": two(200, 404, 403),
    # the two and their sessions
    "mentoring:mentorship": two(200, 200, 200),
    "mentoring:log_meeting": two(200, 403, 403),
    "mentoring:edit_meeting": two(200, 403, 403),
    "mentoring:miss_meeting": two(302, 403, 403, method="post"),
    "mentoring:book_meeting": two(200, 200, 403),
    "mentoring:cancel_meeting": two(200, 200, 403),
    "mentoring:set_goals": two(200, 200, 403),
    "mentoring:end_mentorship": two(200, 403, 200),
    # the desk
    "mentoring:desk_mentoring": coordinators(),
    "mentoring:engage_mentor": coordinators(),
    "mentoring:desk_preferences": coordinators(),
    "mentoring:desk_matching": coordinators(),
    "mentoring:desk_mentorships": coordinators(),
    "mentoring:run_matching": coordinators(302, method="post", data={name.value: weight for name, weight in WEIGHTS.items()}),
    "mentoring:desk_mentor": desk_only(mentor=403),
    "mentoring:disengage_mentor": desk_only(mentor=403),
    "mentoring:desk_run": desk_only(),
    "mentoring:pin_pair": desk_only(302, method="post"),
    "mentoring:forbid_pair": desk_only(302, method="post"),
    "mentoring:clear_pair": desk_only(302, method="post"),
    "mentoring:publish_matching": desk_only(),
}
