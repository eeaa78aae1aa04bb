"""What reviews give to other rooms."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from incubator.access.registry import allowed
from incubator.audit.words import name_verbs
from incubator.home.registry import Card, Tab, add_tab, on_landing, on_my_page
from incubator.home.standing import Coming, Figure, Need, Standing, on_cohort_desk
from incubator.outbox.registry import each_minute, subscribe
from participants.applications.registry import Panel, on_desk_page, on_emptying
from participants.applications.states import UNDER_REVIEW
from participants.applications.ties import knows_ties
from participants.reviews.actions.recounting import recount, submitted
from participants.reviews.discussion_models import Amendment, Remark
from participants.reviews.finding import same_teams
from participants.reviews.models import Conflict, Review
from participants.reviews.queries import calls_of, desk_summary, free_readers, reviews_of
from participants.reviews.queue import shelves, waiting_count
from participants.reviews.stage_scores import held, round_door, scores_of
from participants.reviews.states import State
from participants.reviews.talk import talks_on
from participants.stages.registry import holds_on, on_stage_desk, scores_come_from
from programmes.calls import rubrics


def assign(payload: dict[str, Any]) -> None:
    from participants.reviews.subscribers import run_assignment

    run_assignment(payload)


def tend_assignments() -> None:
    from participants.reviews.actions import tend_runs

    tend_runs()


def rank(payload: dict[str, Any]) -> None:
    from participants.reviews.subscribers import work_out_ranking

    work_out_ranking(payload)


add_tab(Tab(40, "participants:desk_reviews", gettext_lazy("Reviews"), "participants.manage_reviews"))
subscribe("reviews.assign", assign)
each_minute(tend_assignments)
knows_ties("team", gettext_lazy("was in a team with them: %(fact)s"), same_teams)
subscribe("reviews.rank", rank)


def my_queue(user: Any) -> Card | None:
    """What one has to read."""
    waiting = [shelf for shelf in shelves(user) if shelf.waiting]
    return Card(10, _("To read"), "participants/reviews/_my_card.html", {"shelves": waiting}) if waiting else None


def standing(cohort: Any) -> Standing | None:
    """How far the reading of the newest call is, and what is late."""
    calls = calls_of(cohort)
    rows = desk_summary(calls[0]) if calls else []
    if not rows:
        return None
    done, asked = sum(row["done"] for row in rows), sum(row["asked"] for row in rows)
    late = sum(row["asked"] - row["done"] for row in rows if row["stage"].closes and row["stage"].closes < timezone.now())
    coming = [
        Coming(row["stage"].closes, row["stage"].name, _home(cohort), _("End of the reviews"), cohort.time_zone)
        for row in rows
        if row["stage"].closes
    ]
    figure = Figure(_("reviews in"), done if done == asked else f"{done}\u00a0/\u00a0{asked}", _home(cohort))
    needs = (Need(late, ngettext("review is late", "reviews are late", late), _home(cohort)),) if late else ()
    return Standing(40, (figure,), needs, tuple(coming))


def _home(cohort: Any) -> str:
    return reverse("participants:desk_reviews", args=cohort.slugs)


def panel(application: Any, user: Any) -> Panel | None:
    """The reviews, on the coordinator's page of an application."""
    if not allowed("participants.manage_reviews", user, application):
        return None
    reviews = list(reviews_of(application))
    talks = talks_on(application)
    context = {
        "reviews": reviews,
        "talks": talks,
        "stages": _stages(reviews, talks),
        "readers": free_readers(application) if reviews else [],
        "open": application.state in UNDER_REVIEW,
        "action": reverse("participants:discuss_application", args=[*application.call.cohort.slugs, application.pk]),
        "href": _home(application.call.cohort),
    }
    return Panel(20, _("Reviews"), "participants/reviews/_desk_panel.html", context)


def _stages(reviews: list[Any], talks: list[Any]) -> list[Any]:
    """The stages it is read in, each saying whether its readers can be asked to talk."""
    talked = {talk.discussion.stage_id for talk in talks}
    stages = {review.stage_id: review.stage for review in reviews}
    for pk, stage in stages.items():
        given = sum(review.stage_id == pk and review.state == State.SUBMITTED for review in reviews)
        stage.may_discuss = given > 1 and pk not in talked
    return list(stages.values())


def where_readers_go(user: Any) -> str:
    """To their queue, while there is something in it."""
    return reverse("participants:reviews") if not user.roles and waiting_count(user) else ""


scores_come_from(scores_of)
rubrics.scores_come_from(rubrics.Source(submitted, recount))
holds_on(held)


def forget(applications: Any) -> None:
    """Scores stay, what was written beside them goes."""
    Review.objects.filter(application__in=applications).update(comment="", for_applicant="", reasons={})
    Conflict.objects.filter(application__in=applications).update(reason="–", signs=[])
    Remark.objects.filter(discussion__application__in=applications).delete()
    Amendment.objects.filter(review__application__in=applications).update(reason="")


on_emptying(forget)
on_stage_desk(round_door)
on_my_page(my_queue)
on_cohort_desk(standing)
on_desk_page(panel)
on_landing(30, where_readers_go)
name_verbs(
    {
        "participants.open_discussion": gettext_lazy("opened a discussion among the readers"),
        "participants.add_remark": gettext_lazy("wrote into a discussion"),
        "participants.amend_review": gettext_lazy("changed the scores of a submitted review"),
        "participants.add_reviewer": gettext_lazy("gave a seat on the panel"),
        "participants.edit_reviewer": gettext_lazy("changed a seat on the panel"),
        "participants.remove_reviewer": gettext_lazy("took a seat on the panel away"),
        "participants.add_conflict": gettext_lazy("recorded a conflict"),
        "participants.confirm_conflict": gettext_lazy("confirmed a conflict"),
        "participants.dismiss_conflict": gettext_lazy("said that a tie is no conflict"),
        "participants.remove_conflict": gettext_lazy("took a conflict back"),
        "participants.declare_conflict": gettext_lazy("declared a conflict and handed the application back"),
        "participants.add_review": gettext_lazy("gave the application to a reviewer"),
        "participants.remove_review": gettext_lazy("took the application back from a reviewer"),
        "participants.pin_review": gettext_lazy("pinned or unpinned a review"),
        "participants.assign_reviews": gettext_lazy("assigned the reviews"),
        "participants.remind_reviewers": gettext_lazy("reminded reviewers"),
        "participants.submit_review": gettext_lazy("submitted a review"),
        "participants.open_round": gettext_lazy("opened a calibration round"),
        "participants.extend_round": gettext_lazy("gave the calibration round to more people"),
        "participants.edit_round": gettext_lazy("changed what counts of the calibration round"),
        "participants.close_round": gettext_lazy("ended the calibration round"),
        "participants.reopen_round": gettext_lazy("opened the calibration round again"),
        "participants.reopen_review": gettext_lazy("opened a review again"),
    }
)
