"""Wake-ups: each task looks into the database for what is due and does it. Losing one loses nothing."""

from time import monotonic

from celery import shared_task

from incubator.outbox import drain as post
from incubator.outbox import errands


@shared_task
def drain() -> None:
    """Deliver what is due and run the default queue's errands."""
    post.drain()
    errands.run("default")


@shared_task(soft_time_limit=3000, time_limit=3300)
def run_media() -> None:
    """Run the media queue's errands one after another, for five minutes: what is left of the time limit is for a long film."""
    until = monotonic() + 300
    while monotonic() < until and errands.run("media", limit=1):
        pass


@shared_task
def tick() -> None:
    """What is due by the clock: rooms register it with `outbox.registry.each_minute`."""
    from incubator.outbox.registry import run_minute

    run_minute()
