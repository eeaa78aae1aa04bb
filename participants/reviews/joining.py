"""Where equally good assignments exist, the one whose readers hang together: only then can all scores be compared.

A solver left to itself deals equal reviewers out in blocks that share nothing. Two proposed pairs (a, r) and (b, s) of
different panels may swap readers where that costs nothing: the sum of the fits stays, and no new pair fits worse than the
worst there was. Loads and reviews per application stay by construction.
"""

from collections.abc import Callable, Collection
from itertools import islice

from participants.reviews.panels import panels

Pair = tuple[int, int]  # application, reviewer

MOST_TRIES = 20_000
MOST_PAIRS = 300

Fit = Callable[[Pair], int | None]
"""The fit of a pair, none where it is ruled out or taken."""


def joined(pairs: Collection[Pair], fixed: Collection[Pair], fit: Fit) -> set[Pair]:
    """The proposed `pairs` with swaps that join panels; `fixed` ones count for the panels and never move."""
    kept, steady = set(pairs), set(fixed)
    count = len(set(panels(kept | steady)[0].values()))
    if count < 2 or not kept:
        return kept
    worst = min((fit(pair) or 0 for pair in kept), default=0)
    tries = MOST_TRIES
    while count > 1 and tries > 0:
        better, spent = _swap(kept, steady, fit, worst, count, tries)
        tries -= spent
        if better is None:
            break
        kept = better
        count = len(set(panels(kept | steady)[0].values()))
    return kept


def _swap(kept: set[Pair], steady: set[Pair], fit: Fit, worst: int, count: int, tries: int) -> tuple[set[Pair] | None, int]:
    """The first swap that leaves fewer panels, and how many were looked at."""
    panel_of = panels(kept | steady)[0]
    by_panel: dict[int, list[Pair]] = {}
    for pair in sorted(kept):
        by_panel.setdefault(panel_of[pair[0]], []).append(pair)
    spent = 0
    small, *others = sorted(by_panel.values(), key=len)
    for a, r in islice(small, MOST_PAIRS):
        for b, s in (pair for other in others for pair in islice(other, MOST_PAIRS)):
            spent += 1
            if spent > tries:
                return None, spent
            if not _free(fit, (a, r), (b, s), worst):
                continue
            spent += len(kept) // 50  # looking at all panels anew costs as much as many pairs
            swapped = (kept - {(a, r), (b, s)}) | {(a, s), (b, r)}
            if len(set(panels(swapped | steady)[0].values())) < count:
                return swapped, spent
    return None, spent


def _free(fit: Fit, one: Pair, other: Pair, worst: int) -> bool:
    """Whether the two may swap readers at no cost."""
    (a, r), (b, s) = one, other
    first, second = fit((a, s)), fit((b, r))
    if first is None or second is None or min(first, second) < worst:
        return False
    return first + second == (fit(one) or 0) + (fit(other) or 0)
