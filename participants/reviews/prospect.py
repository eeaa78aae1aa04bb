"""What an assignment can come to, said before it is asked for: places, what the panel can take, languages that few read."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from incubator.lib.languages import base
from incubator.lib.places import language_name
from participants.reviews.models import Review, Reviewer
from participants.reviews.problem import under_review
from participants.reviews.states import LIVE
from programmes.calls.models import Stage


@dataclass(frozen=True)
class Thin:
    """A language in which applications wait that fewer people read than reviews are wanted."""

    language: str
    applications: int
    readers: int


@dataclass(frozen=True)
class Prospect:
    """`least` is the sum of the panel's minimums, `most` what it can take at most; `given` reviews are out already."""

    applications: int
    people: int
    wanted: int
    given: int
    least: int
    most: int
    thin: list[Thin]

    @property
    def lacking(self) -> int:
        """Reviews that nobody could take, whatever the languages."""
        return max(self.wanted - self.most, 0)

    @property
    def too_much_least(self) -> bool:
        return self.least > self.wanted


def prospect(stage: Stage) -> Prospect:
    """Asks for sums only: the same few queries for ten applications and ten thousand."""
    rows = under_review(stage).order_by().values("language").annotate(count=Count("pk")).values_list("language", "count")
    waiting: Counter[str] = Counter()
    for language, count in rows:
        waiting[base(language)] += count
    panel = list(Reviewer.objects.filter(call=stage.call, active=True).only("languages", "least", "most"))
    thin = []
    for language, count in sorted(waiting.items(), key=lambda row: -row[1]):
        readers = sum(not one.languages or language in map(base, one.languages) for one in panel)
        if language and readers < stage.reviews_each:
            thin.append(Thin(language_name(language), count, readers))
    return Prospect(
        applications=waiting.total(),
        people=len(panel),
        wanted=waiting.total() * stage.reviews_each,
        given=Review.objects.filter(stage=stage, state__in=LIVE).count(),
        least=sum(one.least for one in panel),
        most=sum(one.most for one in panel),
        thin=thin,
    )
