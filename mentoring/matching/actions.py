"""Both sides rank, coordinators pin and forbid, the matching is run and published."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.audit.actions import action, locked, record
from incubator.lib.errors import NotLawful, NotYours, Refused, Stale
from incubator.lib.states import move
from mentoring.matching import matcher, terms
from mentoring.matching.inputs import Inputs, gather, instructions, problem, working_pairs
from mentoring.matching.models import Matching, Pair, PairRule, Preference
from mentoring.matching.states import MOVES, Instruction, Mode, State
from mentoring.meetings import actions as meetings
from mentoring.mentors.models import Engagement
from participants.participations import actions as participations
from participants.participations.models import Participation
from participants.participations.states import State as PlaceState
from programmes.editions.models import Cohort

MOST_RANKED = 5


@action
def rank(participation: Participation, *, by: Any, engagements: Sequence[Engagement]) -> Participation:
    """The mentors a participant would most like to have, dearest first. Replaces what was ranked before."""
    participation = locked(participation)
    if participation.person_id != by.pk:
        raise NotYours(_("Only the participant ranks mentors."))
    if participation.state != PlaceState.ACTIVE:
        raise NotLawful(_("You are not, or not any more, in this cohort."))
    _must_fit(len(engagements), len({row.pk for row in engagements}))
    if any(row.cohort_id != participation.cohort_id or not row.active for row in engagements):
        raise Refused(_("One of these mentors does not take part in this cohort any more."))
    if any(row.mentor.person_id == by.pk for row in engagements):
        raise Refused(_("Nobody is their own mentor."))
    Preference.objects.filter(participation=participation, by_mentor=False).delete()
    Preference.objects.bulk_create(
        Preference(participation=participation, engagement=row, rank=place) for place, row in enumerate(engagements, 1)
    )
    detail = {"mentors": len(engagements)}
    record(by=by, verb="mentoring.rank_mentors", on=participation, organisation=participation.organisation, detail=detail)
    return participation


@action
def wish(
    participation: Participation, *, by: Any, engagements: Sequence[Engagement], languages: Sequence[str],
    needs: Sequence[str] = (), available: Sequence[str] = (),
) -> Participation:  # fmt: skip
    """All a participant says before the matching, at once: what they look for, when they can, whom they would like."""
    participations.describe(participation, by=by, languages=languages, needs=needs, available=available)
    return rank(participation, by=by, engagements=engagements)


@action
def rank_by_mentor(engagement: Engagement, *, by: Any, participations: Sequence[Participation]) -> Engagement:
    """The participants a mentor would most like to accompany, dearest first."""
    engagement = locked(engagement)
    if engagement.mentor.person_id != by.pk:
        raise NotYours(_("Only the mentor ranks participants."))
    if not engagement.active:
        raise NotLawful
    _must_fit(len(participations), len({row.pk for row in participations}))
    if any(row.cohort_id != engagement.cohort_id or row.state != PlaceState.ACTIVE for row in participations):
        raise Refused(_("One of these people is not in this cohort any more."))
    Preference.objects.filter(engagement=engagement, by_mentor=True).delete()
    Preference.objects.bulk_create(
        Preference(participation=row, engagement=engagement, by_mentor=True, rank=place)
        for place, row in enumerate(participations, 1)
    )
    detail = {"participants": len(participations)}
    record(by=by, verb="mentoring.rank_participants", on=engagement, organisation=engagement.organisation, detail=detail)
    return engagement


@action
def pin(participation: Participation, engagement: Engagement, *, by: Any) -> PairRule:
    """Keep the two together in every run. Refused over the mentor's capacity, and where the pair is forbidden."""
    engagement = locked(engagement)
    _must_meet(participation, engagement, by)
    if participation.state != PlaceState.ACTIVE or not engagement.active or engagement.answered is None:
        raise Refused(_("Only participants and mentors who take part can be kept together."))
    pair = (participation.pk, engagement.pk)
    if pair in instructions(engagement.cohort, Instruction.FORBID):
        raise Refused(
            _("%(participant)s and %(mentor)s are set never to work together. Clear that first.")
            % {"participant": participation, "mentor": engagement}
        )
    held = instructions(engagement.cohort, Instruction.PIN) | working_pairs(engagement.cohort)
    places = sum(mentor == engagement.pk and other != pair[0] for other, mentor in held)
    if places >= engagement.capacity:
        raise _over_capacity(engagement, pins=places + 1)
    return _instruct(participation, engagement, Instruction.PIN, by=by)


@action
def forbid(participation: Participation, engagement: Engagement, *, by: Any) -> PairRule:
    """Never put the two together. Refused where the pair is pinned, or works together already."""
    engagement = locked(engagement)
    _must_meet(participation, engagement, by)
    pair = (participation.pk, engagement.pk)
    names = {"participant": participation, "mentor": engagement}
    if pair in instructions(engagement.cohort, Instruction.PIN):
        raise Refused(_("%(participant)s and %(mentor)s are set to stay together. Clear that first.") % names)
    if pair in working_pairs(engagement.cohort):
        raise Refused(_("%(participant)s and %(mentor)s work together already. End their mentorship first.") % names)
    return _instruct(participation, engagement, Instruction.FORBID, by=by)


@action
def clear(participation: Participation, engagement: Engagement, *, by: Any) -> None:
    """Take the coordinator's word on the pair back."""
    _must_meet(participation, engagement, by)
    gone, _rows = PairRule.objects.filter(participation=participation, engagement=engagement).delete()
    if gone:
        detail = {"mentor": str(engagement)}
        record(by=by, verb="mentoring.clear_pair", on=participation, organisation=participation.organisation, detail=detail)


def run(cohort: Cohort, *, by: Any, mode: str = Mode.WORST_OFF, weights: Mapping[str, int] | None = None) -> Matching:
    """One run over everybody who takes part, solved at once (300 people and 100 mentors take well under a second).

    Solved before the transaction opens, so that nobody waits for it to write.
    """
    weights = {component.value: int((weights or {}).get(component, terms.WEIGHTS[component])) for component in terms.Component}
    if not any(weight > 0 for weight in weights.values()):
        raise Refused(_("Give at least one of the criteria a weight."))
    inputs = gather(cohort)
    if not inputs["participants"] or not inputs["mentors"]:
        raise Refused(_("A matching needs participants, and mentors who have said what they can give."))
    asked = problem(inputs, mode=mode, weights=weights)
    try:
        found = {result.mode: result for result in matcher.compare(asked)}
    except terms.PinsOverCapacity as why:
        raise _over_capacity(Engagement.objects.get(pk=why.mentor), pins=why.pins) from None
    except terms.PinRefused as why:
        raise Refused(_("The pins of %(name)s cannot be kept.") % {"name": Engagement.objects.get(pk=why.mentor)}) from None
    return _keep(cohort, found, by=by, mode=terms.Mode(mode), weights=weights, inputs=inputs)


@action
def _keep(
    cohort: Cohort, found: Mapping[terms.Mode, terms.Matching], *, by: Any, mode: terms.Mode, weights: dict[str, int],
    inputs: Inputs,
) -> Matching:  # fmt: skip
    result = found[mode]
    matching = Matching.objects.create(
        cohort=cohort,
        mode=mode,
        weights=weights,
        inputs=inputs,
        by=by,
        facts={
            "figures": asdict(result.figures),
            "modes": {name.value: asdict(other.figures) for name, other in found.items()},
            "unmatched": [{**asdict(row), "impossible": row.impossible} for row in result.unmatched],
        },
    )
    Pair.objects.bulk_create(
        Pair(
            matching=matching,
            participation_id=row.participant,
            engagement_id=row.mentor,
            score=row.score.total,
            reasons=[asdict(part) for part in row.score.parts],
            pinned=row.pinned,
            breaks=row.breaks or "",
        )
        for row in result.pairs
    )
    detail = {"mode": mode.value, "matched": result.figures.matched, "wanted": result.figures.wanted}
    record(by=by, verb="mentoring.run_matching", on=matching, organisation=cohort.organisation, detail=detail)
    return matching


@action
def publish(matching: Matching, *, by: Any) -> Matching:
    """The pairs begin to work together and are told; those who do already are left alone. A second time does nothing."""
    matching = locked(matching)
    if matching.state == State.PUBLISHED:
        return matching
    pairs = list(matching.pairs.select_related("participation__cohort", "participation__person", "engagement__mentor__person"))
    if not pairs:
        raise Refused(_("This run found no pair."))
    _must_still_hold(matching, pairs)
    going = working_pairs(matching.cohort)
    for pair in pairs:
        if (pair.participation_id, pair.engagement_id) not in going:
            meetings.begin(pair.participation, pair.engagement, by=by)
    matching.published = timezone.now()
    move(matching, State.PUBLISHED, MOVES, fields=("published",))
    record(
        by=by, verb="mentoring.publish_matching", on=matching, organisation=matching.organisation, detail={"pairs": len(pairs)}
    )
    return matching


def _must_still_hold(matching: Matching, pairs: Sequence[Pair]) -> None:
    """The run is a photograph: people may have left, places may have gone since."""
    forbidden, going = instructions(matching.cohort, Instruction.FORBID), working_pairs(matching.cohort)
    wanted = {(pair.participation_id, pair.engagement_id) for pair in pairs}
    for pair in pairs:
        key = (pair.participation_id, pair.engagement_id)
        if key in going:
            continue
        names = {"participant": pair.participation, "mentor": pair.engagement}
        if pair.participation.state != PlaceState.ACTIVE or not pair.engagement.active:
            raise Stale(_("%(participant)s or %(mentor)s does not take part any more. Run the matching again.") % names)
        if key in forbidden:
            raise Stale(
                _("%(participant)s and %(mentor)s are set never to work together since this run. Run the matching again.") % names
            )
        if sum(mentor == key[1] for _other, mentor in wanted | going) > pair.engagement.capacity:
            raise Stale(_("%(mentor)s has no place any more for %(participant)s. Run the matching again.") % names)


def _must_fit(count: int, different: int) -> None:
    if count > MOST_RANKED:
        raise Refused(_("Rank at most %(count)s.") % {"count": MOST_RANKED})
    if different != count:
        raise Refused(_("Nobody can have two places in one ranking."))


def _must_meet(participation: Participation, engagement: Engagement, by: Any) -> None:
    if participation.cohort_id != engagement.cohort_id:
        raise Refused(_("This mentor belongs to another cohort."))
    if by.pk in (participation.person_id, engagement.mentor.person_id):
        raise NotYours


def _over_capacity(engagement: Engagement, *, pins: int) -> Refused:
    return Refused(
        _("%(name)s takes %(capacity)s at most, and would have %(pins)s. Clear another pair of theirs, or ask for more places.")
        % {"name": engagement, "capacity": engagement.capacity, "pins": pins}
    )


def _instruct(participation: Participation, engagement: Engagement, kind: str, *, by: Any) -> PairRule:
    word, made = PairRule.objects.get_or_create(
        participation=participation, engagement=engagement, defaults={"kind": kind, "by": by}
    )
    if made:
        detail = {"mentor": str(engagement)}
        verb = f"mentoring.{kind}_pair"
        record(by=by, verb=verb, on=participation, organisation=participation.organisation, detail=detail)
    return word
