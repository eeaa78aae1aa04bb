"""A stage's ranking as it was last worked out: kept in rows, so that a page of it costs the same in a call of any size."""

from django.db import models

from participants.applications.models import Application
from participants.reviews.models import Reviewer
from programmes.calls.models import Stage


class Ranking(models.Model):
    """`turn` counts what changed in the stage's submitted reviews, `done` is the turn the rows were worked out at; `mark` says
    the same from the reviews themselves, where there are few enough to ask them each time.

    `bins`: how many raw scores lie in each tenth of 0–100. `panels`: parts of the panel that read nothing in common.
    """

    stage = models.OneToOneField(Stage, models.CASCADE, related_name="ranking")
    turn = models.PositiveBigIntegerField(default=0)
    done = models.BigIntegerField(default=-1)
    mark = models.CharField(max_length=60, blank=True)
    made = models.DateTimeField(null=True)
    working = models.DateTimeField(null=True)
    applications = models.PositiveIntegerField(default=0)
    scored = models.PositiveIntegerField(default=0)
    panels = models.PositiveIntegerField(default=0)
    bins = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.stage)


class Placing(models.Model):
    """One application in the ranking. Scores are on 0–100, `scores` those of each review; all empty where nobody submitted one.

    `place` and `raw_place` count inside its panel; the three orders run through the whole ranking, panel after panel, the
    largest first, since nothing says how the scores of two of them compare. `spread` is the highest less the lowest score.
    """

    ranking = models.ForeignKey(Ranking, models.CASCADE, related_name="placings")
    application = models.ForeignKey(Application, models.CASCADE, related_name="placings")
    reviews = models.PositiveSmallIntegerField(default=0)
    raw = models.FloatField(null=True)
    corrected = models.FloatField(null=True)
    disagreement = models.FloatField(null=True)
    spread = models.FloatField(null=True)
    scores = models.JSONField(default=list)
    panel = models.PositiveIntegerField(null=True)
    place = models.PositiveIntegerField(null=True)
    raw_place = models.PositiveIntegerField(null=True)
    by_corrected = models.PositiveIntegerField()
    by_raw = models.PositiveIntegerField()
    by_spread = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ranking", "application"], name="placing_once")]
        indexes = [
            models.Index(fields=["ranking", "by_corrected"]),
            models.Index(fields=["ranking", "by_raw"]),
            models.Index(fields=["ranking", "by_spread"]),
        ]

    def __str__(self) -> str:
        return f"{self.place or '–'}. {self.application}"


class Temper(models.Model):
    """How one reviewer scored in the ranking: points above (below: negative) what the same applications got from others."""

    ranking = models.ForeignKey(Ranking, models.CASCADE, related_name="tempers")
    reviewer = models.ForeignKey(Reviewer, models.CASCADE, related_name="tempers")
    reviews = models.PositiveIntegerField()
    leniency = models.FloatField()
    panel = models.PositiveIntegerField()
    bins = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ranking", "reviewer"], name="temper_once")]
        indexes = [models.Index(fields=["ranking", "leniency"])]

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.leniency:+.1f}"
