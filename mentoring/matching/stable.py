"""Deferred acceptance (Gale and Shapley, participants propose), with capacities and several places on both sides."""

from collections.abc import Mapping
from heapq import heappop, heappush

Pair = tuple[int, int]  # participant, mentor
# Lower is dearer. Orders are strict: the callers end each key with the ids.
Order = Mapping[Pair, tuple[int, ...]]


def deferred_acceptance(
    places: Mapping[int, int], capacity: Mapping[int, int], by_participant: Order, by_mentor: Order
) -> tuple[Pair, ...]:
    """A stable matching, the best of all stable ones for every participant. Pairs not in the orders are not allowed."""
    lists: dict[int, list[Pair]] = {key: [] for key in places}
    for pair in sorted(by_participant, key=lambda pair: by_participant[pair], reverse=True):
        lists[pair[0]].append(pair)
    held: dict[int, list[tuple[tuple[int, ...], Pair]]] = {key: [] for key in capacity}
    proposing = [key for key in sorted(places) for _ in range(places[key])]
    while proposing:
        participant = proposing.pop()
        if not lists[participant]:
            continue
        pair = lists[participant].pop()
        offers = held[pair[1]]
        heappush(offers, (tuple(-part for part in by_mentor[pair]), pair))
        if len(offers) > capacity[pair[1]]:
            proposing.append(heappop(offers)[1][0])
    return tuple(sorted(pair for offers in held.values() for _, pair in offers))


def blocking_pairs(
    matched: set[Pair],
    places: Mapping[int, int],
    capacity: Mapping[int, int],
    by_participant: Order,
    by_mentor: Order,
) -> int:
    """How many allowed pairs would both rather have each other: each has room, or prefers the other to somebody held."""
    last_mentor: dict[int, list[tuple[int, ...]]] = {key: [] for key in places}
    last_participant: dict[int, list[tuple[int, ...]]] = {key: [] for key in capacity}
    for pair in matched:
        last_mentor[pair[0]].append(by_participant[pair])
        last_participant[pair[1]].append(by_mentor[pair])

    def wants(key: tuple[int, ...], held: list[tuple[int, ...]], room: int) -> bool:
        return room > 0 and (len(held) < room or key < max(held))

    return sum(
        wants(by_participant[pair], last_mentor[pair[0]], places[pair[0]])
        and wants(by_mentor[pair], last_participant[pair[1]], capacity[pair[1]])
        for pair in by_participant
        if pair not in matched
    )
