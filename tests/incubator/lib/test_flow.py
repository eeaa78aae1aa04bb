import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from incubator.lib.flow import Flow, Load, assign
from tests.incubator.lib.brute import best, measure


@st.composite
def instances(draw):
    size = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    places = {left: draw(st.integers(0, 2)) for left in range(size[0])}
    loads = {}
    for right in range(10, 10 + size[1]):
        most = draw(st.integers(0, 3))
        loads[right] = Load(draw(st.integers(0, most)), most)
    pairs = [(left, right) for left in places for right in loads]
    scores = {pair: draw(st.integers(0, 20)) for pair in pairs if draw(st.integers(0, 4))}
    return places, loads, scores


@given(instances(), st.booleans())
@settings(max_examples=300, deadline=None)
def test_flow_is_as_good_as_brute_force(instance, protect):
    places, loads, scores = instance
    flow = assign(places, loads, scores, protect=protect)
    value = measure(loads, scores, protect=protect)
    assert value(set(flow.pairs)) == best(places, loads, scores, protect=protect)


@given(instances(), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_flow_does_not_hang_on_the_order_of_its_input(instance, random):
    places, loads, scores = instance

    def shuffled(mapping):
        items = list(mapping.items())
        random.shuffle(items)
        return dict(items)

    assert assign(shuffled(places), shuffled(loads), shuffled(scores)) == assign(places, loads, scores)


def test_flow_of_nobody_is_empty():
    assert assign({}, {}, {}) == Flow(())
    assert assign({1: 1}, {}, {}) == Flow(())
    assert assign({1: 1}, {2: Load(0, 1)}, {}, protect=True) == Flow(())


def test_flow_with_equal_scores_is_the_same_every_time():
    places, loads = dict.fromkeys(range(30), 2), {key: Load(3, 9) for key in range(100, 110)}
    scores = {(left, right): 500 for left in places for right in loads}
    once = assign(places, loads, scores, protect=True)
    assert len(once.pairs) == 60
    assert once == assign(places, loads, scores, protect=True)


def test_flow_of_many_stays_inside_64_bits():
    places = dict.fromkeys(range(400), 3)
    loads = {key: Load(0, 20) for key in range(1000, 1100)}
    scores = {(left, right): (left * right) % 1001 for left in places for right in loads if (left + right) % 9}
    assert len(assign(places, loads, scores).pairs) == 1200


def test_solver_is_not_loaded_before_it_is_used():
    modules = (
        "mentoring.matching.matcher",
        "participants.reviews.assignment",
        "participants.reviews.calibration",
    )
    loaded = f"import sys, {', '.join(modules)}; print(sorted({{'numpy', 'ortools', 'pandas'}} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
