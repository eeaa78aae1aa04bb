"""The demo of this floor: calls with their applications, reviews, a published selection, people in cohorts, outcomes."""

from incubator.demo.stage import Stage
from participants.demo import newcomers, others, sud_sud


def load(stage: Stage) -> None:
    sud_sud.load(stage)
    others.load(stage)
    newcomers.load(stage)
