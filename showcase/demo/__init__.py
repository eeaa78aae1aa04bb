"""The demo of this floor: creators, works from drawn pictures, films and sounds, collections, a screening room, the review ¿Que Onda?"""

from incubator.demo.stage import Stage
from showcase.demo import creators, marks, review, rooms, words, works


def prepare(stage: Stage) -> None:
    """Have the pictures drawn while the floors below are loaded."""
    works.order_pictures(stage)


def load(stage: Stage) -> None:
    creators.load(stage)
    works.load(stage)
    rooms.load(stage)
    review.load(stage)
    words.load(stage)
    marks.load(stage)
