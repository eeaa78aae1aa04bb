"""What is measured: each page with who asks for it and the goal it is held against."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import override

from bench.ask import Ask, Job, cursor, same, session_of
from bench.base import Base
from bench.public import public
from participants.applications.models import Application
from participants.applications.queries import desk_list
from participants.applications.states import UNDER_REVIEW
from participants.reviews.models import Review
from participants.reviews.ranking_models import Placing
from participants.reviews.states import OPEN


def jobs(base: Base, size: int) -> list[Job]:
    with override("fr"):
        return [*public(base, size), *desk(base, size), *reading(base, size), *applying(base)]


def desk(base: Base, size: int) -> list[Job]:
    me = session_of(base.coordinator)
    rows = reverse("participants:desk_applications", args=base.cohort.slugs)
    deep = cursor(desk_list(base.call, base.coordinator), ("-submitted",), size // 2)
    one = Application.objects.filter(call=base.call, state="in_review", reviews_done=3).order_by("pk")[size // 4]
    ranking = reverse("participants:desk_selection", args=base.cohort.slugs)
    far = cursor(Placing.objects.filter(ranking__stage=base.stage), ("by_corrected",), size // 2)
    side = urlencode(
        [("application", pk) for pk in Placing.objects.order_by("by_corrected").values_list("application", flat=True)[:4]]
    )
    return [
        Job("desk", "desk list, 50 rows", same(rows, me), (10, 60), flat=True),
        Job("desk_filter", "desk list, filter + search", same(f"{rows}?discipline=animation&q=mariam", me), (10, 60), flat=True),
        Job("desk_state", "… of a state and a country", same(f"{rows}?state=shortlisted&country=SN", me), (10, 60), flat=True),
        Job("desk_search", "… one person's name", same(f"{rows}?q=mariam+traore", me), (10, 60), flat=True),
        Job("desk_rare", "… one reference", same(f"{rows}?q={(one.reference or '').lower()}", me), (10, 60), flat=True),
        Job("desk_deep", "… a page in the middle", same(f"{rows}?after={deep}", me), (10, 60), flat=True),
        Job("desk_score", "… best score first", same(f"{rows}?sort=score", me), (10, 60), flat=True),
        Job("desk_title", "… by title", same(f"{rows}?sort=title", me), (10, 60), flat=True),
        Job("desk_reviews", "… reviews missing", same(f"{rows}?reviews=none&state=in_review", me), (10, 60), flat=True),
        Job("application", "one application on the desk",
            same(reverse("participants:desk_application", args=[*base.cohort.slugs, one.reference]), me), (12, 40)),
        Job("rank", "ranking of a call", same(ranking, me), (21, 60), flat=True),
        Job("rank_filter", "… of a country and a discipline, raw",
            same(f"{ranking}?country=SN&discipline=animation&order=raw", me), (21, 60), flat=True),
        Job("rank_apart", "… readers furthest apart", same(f"{ranking}?order=disagreement&apart=30", me), (21, 60), flat=True),
        Job("rank_search", "… one person's name", same(f"{ranking}?q=mariam+traore", me), (21, 60), flat=True),
        Job("rank_deep", "… a page in the middle", same(f"{ranking}?after={far}", me), (21, 60), flat=True),
        Job("rank_compare", "… four side by side", same(f"{ranking}compare/?{side}", me), (21, 60), flat=True),
        Job("desk_cold", "desk list, its figures counted anew", same(rows, me), (10, 60), times=8, cold=True),
        Job("figures_cold", "figures of a call, counted anew",
            same(reverse("participants:application_figures", args=base.cohort.slugs), me), (12, 60), times=8, cold=True),
        Job("figures", "figures of a call", same(reverse("participants:application_figures", args=base.cohort.slugs), me), (12, 60)),
    ]  # fmt: skip


def reading(base: Base, size: int) -> list[Job]:
    waiting = list(
        Review.objects.filter(stage=base.stage, state__in=OPEN, application__state__in=UNDER_REVIEW)
        .select_related("reviewer__person")
        .order_by("-pk")[:200]
    )
    first = waiting[0]
    me = session_of(first.reviewer.person)
    criteria = {f"c-{criterion.pk}": "4" for criterion in base.stage.criteria.all()}
    sessions: dict[int, str] = {}

    def saving(times: int) -> list[Ask]:
        """Each time another review, by whoever holds it."""
        asks = []
        for review in [waiting.pop() for _ in range(times)]:
            held = sessions.setdefault(review.reviewer.person_id, session_of(review.reviewer.person))
            data = {**criteria, "comment": "Un regard propre.", "version": str(review.version), "then": "submit"}
            asks.append(Ask(reverse("participants:review", args=[review.pk]), held, data))
        return asks

    return [
        Job("queue", "reviewer's queue", same(reverse("participants:reviews"), me), (10, 40)),
        Job("review", "one application to review", same(reverse("participants:review", args=[first.pk]), me)),
        Job("save_review", "reviewer saves a review", saving, (12, 40), status=302),
    ]


def applying(base: Base) -> list[Job]:
    return [Job("form", "application form, empty", same(reverse("participants:apply", args=[base.call.slug])))]
