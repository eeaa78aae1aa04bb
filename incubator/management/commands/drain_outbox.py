"""Sends what is due, without Celery: for sites that run no worker, and for operators in need."""

from typing import Any

from django.core.management.base import BaseCommand

from incubator.outbox import drain, errands


class Command(BaseCommand):
    help = "Deliver due messages and run due errands of both queues."

    def handle(self, *args: Any, **options: Any) -> None:
        messages, small, media = drain.drain(), errands.run("default"), errands.run("media")
        self.stdout.write(f"{messages} messages, {small} errands, {media} media jobs")
