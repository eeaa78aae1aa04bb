"""Both sides say whom they would like to work with."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from incubator.access import guarded, member
from incubator.web.acting import told
from incubator.web.http import Request
from mentoring.matching import actions as matching
from mentoring.matching import queries
from mentoring.matching.forms import ChoiceForm, WishForm
from mentoring.meetings.queries import mentors_of
from mentoring.meetings.states import MentorshipState
from mentoring.mentors.models import Engagement
from mentoring.mentors.queries import offered_in, profile_facts
from participants.participations.models import Participation


def _wishes(request: Request, place: Participation, mentors: list[Engagement]) -> WishForm:
    languages = place.languages or [request.user.language]
    initial = {
        "needs": place.needs,
        "language": languages[0],
        "languages": languages[1:],
        "available": place.available,
        "order": queries.ranked_by(place),
    }
    # Languages that can help to find a mentor: those mentors speak, those of the programme, and what was said before.
    spoken = {*languages, *place.cohort.programme.languages, *(code for row in mentors for code in row.mentor.languages)}
    return WishForm(request.POST or None, mentors=mentors, spoken=spoken, initial=initial)


@member
def my_mentors(request: Request, **slugs: str) -> HttpResponse:
    """The mentors of a participant's cohort, to read and to rank; their own mentor first, where they have one."""
    place = queries.own_place(request.user, slugs)
    if place is None:
        raise Http404
    mentors = [row for row in offered_in(place.cohort) if row.mentor.person_id != request.user.pk]
    form = _wishes(request, place, mentors)
    if form.is_bound and form.is_valid() and _wished(request, place, form):
        return redirect("mentoring:my_mentors", *place.cohort.slugs)
    own = list(mentors_of(request.user, place.cohort))
    context = {
        "cohort": place.cohort,
        "form": form,
        "own": own,
        "has_mentor": any(row.state == MentorshipState.ACTIVE for row in own),
        "mentors": [{"row": row, "facts": profile_facts(row.mentor)} for row in mentors],
        "most": matching.MOST_RANKED,
    }
    return render(request, "mentoring/matching/my_mentors.html", context, status=422 if form.errors else 200)


def _wished(request: Request, place: Participation, form: WishForm) -> bool:
    said = form.cleaned_data
    wish = partial(
        matching.wish, place, by=request.user, engagements=form.chosen(), languages=form.spoken(), needs=said["needs"],
        available=said["available"],
    )  # fmt: skip
    return told(request, wish, _("Kept. You can change it until the matching."))


@guarded("mentoring.rank_participants", Engagement)
def rank_participants(request: Request, engagement: Engagement) -> HttpResponse:
    """A mentor's own wishes among the participants of the cohort."""
    people = queries.people_to_rank(engagement)
    form = ChoiceForm(request.POST or None, people=people, initial={"order": queries.ranked_by_mentor(engagement)})
    if form.is_bound and form.is_valid():
        rank = partial(matching.rank_by_mentor, engagement, by=request.user, participations=form.chosen())
        if told(request, rank, _("Kept. You can change it until the matching.")):
            return redirect("mentoring:mentoring")
    context = {"engagement": engagement, "form": form, "people": people, "most": matching.MOST_RANKED}
    return render(request, "mentoring/matching/rank_participants.html", context, status=422 if form.errors else 200)
