"""The demo of this floor: creators, works from drawn pictures, films and sounds, the review ¿Que Onda?"""

from incubator.demo.stage import Stage
from showcase.demo import creators, review, works


def prepare(stage: Stage) -> None:
    """Have the pictures drawn while the floors below are loaded."""
    works.order_pictures(stage)


def load(stage: Stage) -> None:
    creators.load(stage)
    works.load(stage)
    review.load(stage)
