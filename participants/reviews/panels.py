"""Which reviewers can be compared at all: the connected parts of the graph of who read what."""

from collections.abc import Iterable


def panels(pairs: Iterable[tuple[int, int]]) -> tuple[dict[int, int], dict[int, int]]:
    """The panel of each application and of each reviewer, for pairs (application, reviewer).

    Panels are numbered from 1 by their smallest application. Two panels share no reviewer and no application, so
    nothing in the scores says whether one of them is stricter or was merely given weaker applications.
    """
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for application, reviewer in pairs:
        parent[root(("reviewer", reviewer))] = root(("application", application))
    numbers: dict[tuple[str, int], int] = {}
    found: dict[str, dict[int, int]] = {"application": {}, "reviewer": {}}
    for side, key in sorted(parent):  # applications sort before reviewers: they give the numbers
        found[side][key] = numbers.setdefault(root((side, key)), len(numbers) + 1)
    return found["application"], found["reviewer"]
