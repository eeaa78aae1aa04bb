from participants.reviews.affinity import Application, Reviewer
from participants.reviews.assignment import Problem, propose
from participants.reviews.joining import joined
from participants.reviews.panels import panels


def count(pairs):
    return len(set(panels(pairs)[0].values()))


def test_blocks_of_equal_readers_are_joined_at_no_cost():
    pairs = {(1, 10), (1, 11), (2, 10), (2, 11), (3, 20), (3, 21), (4, 20), (4, 21)}
    fits = {(application, reviewer): 5 for application in (1, 2, 3, 4) for reviewer in (10, 11, 20, 21)}
    found = joined(pairs, (), fits.get)
    assert (count(pairs), count(found), len(found)) == (2, 1, 8)
    assert sorted(reviewer for _, reviewer in found) == sorted(reviewer for _, reviewer in pairs)
    assert sorted(application for application, _ in found) == sorted(application for application, _ in pairs)


def test_nothing_is_swapped_that_would_cost_or_is_ruled_out():
    pairs = {(1, 10), (1, 11), (2, 20), (2, 21)}
    dear = dict.fromkeys(pairs, 5) | {(1, 20): 4, (2, 10): 5}
    assert joined(pairs, (), dear.get) == pairs
    assert joined(pairs, (), dict.fromkeys(pairs, 5).get) == pairs


def test_equal_readers_of_a_call_form_one_panel():
    applications = [Application(number, 3, "fr") for number in range(24)]
    reviewers = [Reviewer(number, 20, 5, ("fr",)) for number in range(6)]
    found = propose(Problem(applications, reviewers))
    assert (found.figures.filled, found.figures.panels) == (72, 1)
