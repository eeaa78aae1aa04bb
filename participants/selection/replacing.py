"""Who steps in when somebody leaves a selected cohort: the first of the waiting list with whom the quotas hold."""

from dataclasses import dataclass

from django.db.models import Q

from participants.applications.models import Application
from participants.applications.states import State as ApplicationState
from participants.participations.states import State as ParticipationState
from participants.selection import composer
from participants.selection.candidates import problem_of
from participants.selection.models import Decision, Selection
from participants.selection.queries import HOLDING, waiting_list

STANDING = (*HOLDING, ApplicationState.WAITLISTED, ApplicationState.TURNED_DOWN, ApplicationState.WITHDRAWN)


@dataclass(frozen=True)
class SteppingIn:
    """`decision`: of the waitlisted application that should be offered the place. None: nobody waits (`waiting` is 0), or
    every one of them would break `blocking` (primary keys of quotas, see `sentences.sentence`), and a person decides.
    `passed`: how many before it on the list were passed over for a quota's sake.
    """

    decision: Decision | None
    waiting: int
    passed: int = 0
    blocking: tuple[int, ...] = ()


def next_in_line(selection: Selection, leaving: Application | None) -> Decision | None:
    """The one who waits and gets the place of `leaving`, or one that nobody left. None: nobody waits, or nobody who keeps the quotas."""
    return replacement_for(selection, leaving).decision


def replacement_for(selection: Selection, application_leaving: Application | None) -> SteppingIn:
    """Who should step in for the application that left (turned down, withdrew) a published selection; without one, for a free place.

    Those who hold or were offered a place stay. The first of the waiting list, by rank, with whom no hard quota misses more
    than it did with the one who leaves. Without quotas that is simply the first. Reads only; locks nothing.
    """
    waiting = list(waiting_list(selection).select_related("application__applicant"))
    if not waiting:
        return SteppingIn(None, 0)
    state = application_leaving.state if application_leaving else ""
    states = STANDING if not state or state in STANDING else (*STANDING, state)  # an offer taken back leaves one declined
    problem = problem_of(selection, places=selection.call.cohort.capacity, states=states)
    leaving = application_leaving.pk if application_leaving else None
    gone = Q(state=ApplicationState.CONFIRMED, participation__state=ParticipationState.WITHDRAWN)
    holding = Application.objects.filter(call=selection.call, state__in=HOLDING).exclude(pk=leaving or 0).exclude(gone)
    chosen = [*holding.values_list("pk", flat=True), *([leaving] if leaving in problem.by_id else [])]
    by_application = {decision.application_id: decision for decision in waiting}
    order = [pk for pk in by_application if pk not in problem.bans and pk in problem.by_id]
    found = composer.stepping_in(problem, chosen, leaving, order)
    if found.coming is None:
        return SteppingIn(None, len(order), len(order), found.blocking)
    return SteppingIn(by_application[found.coming], len(order), order.index(found.coming))
