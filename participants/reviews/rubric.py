"""A review's values by criterion, and the one score that they make."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from incubator.lib.errors import Refused
from participants.reviews.models import Review, Score
from participants.reviews.weighing import weighted
from programmes.calls.models import Criterion


def _check(criterion: Criterion, value: int) -> int:
    if not criterion.lowest <= value <= criterion.highest:
        raise Refused(
            _("“%(criterion)s” is scored from %(lowest)s to %(highest)s.")
            % {"criterion": criterion, "lowest": criterion.lowest, "highest": criterion.highest}
        )
    return value


@dataclass
class Rubric:
    """The criteria of a review's stage with the values it holds, by primary key."""

    review: Review
    criteria: dict[int, Criterion]
    held: dict[int, Score]

    @classmethod
    def of(cls, review: Review) -> "Rubric":
        criteria = {criterion.pk: criterion for criterion in review.stage.criteria.asked()}
        return cls(review, criteria, {score.criterion_id: score for score in review.scores.all()})

    def write(self, scores: Mapping[int, int | None]) -> None:
        """None takes a value away; criteria not named keep theirs."""
        new = []
        for pk, value in scores.items():
            if pk not in self.criteria:
                raise Refused(_("This criterion does not belong to the stage."))
            score = self.held.get(pk)
            if value is None:
                if score is not None:
                    self.held.pop(pk).delete()
            elif score is None:
                new.append(Score(review=self.review, criterion_id=pk, value=_check(self.criteria[pk], value)))
            elif score.value != value:
                score.value = _check(self.criteria[pk], value)
                score.save(update_fields=["value"])
        self.held |= {score.criterion_id: score for score in Score.objects.bulk_create(new)}

    def weighted(self) -> Decimal:
        """On 0–100: each criterion's place on its own scale, by weight. Refused while a criterion is without value."""
        missing = [pk for pk in self.criteria if pk not in self.held]
        if missing or not self.criteria:
            said = ngettext_lazy("%(count)s criterion has no score yet.", "%(count)s criteria have no score yet.", len(missing))
            raise Refused(said % {"count": len(missing)})
        total = weighted(self.criteria.values(), {pk: score.value for pk, score in self.held.items()})
        return Decimal(0) if total is None else total
