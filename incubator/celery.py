"""The Celery application. It carries wake-ups; the work itself stands in the database."""

import os

from celery import Celery

from incubator.lib import spool

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "incubator.settings")
spool.register()
app = Celery("veillee")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["incubator"])
