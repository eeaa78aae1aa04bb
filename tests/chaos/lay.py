"""`python -m tests.chaos.lay PORT PEOPLE OUT.json`: tables, a call that takes applications, people, and what the crowd must know."""

import json
import sys
import time
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 - settings first
from django.core.management import call_command  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils.translation import override  # noqa: E402

from bench import base, deadline  # noqa: E402
from programmes.calls.models import Question  # noqa: E402
from programmes.calls.states import Type  # noqa: E402

settings.OUTBOX_WAKES = False
port, people, out = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
call_command("migrate", verbosity=0)
base.COVERS = 0
deadline.PEOPLE, deadline.EACH = people, 1
call = deadline.make_call(base.build())
plan = deadline.plan_of(call, port, deadline.make_people(), time.time() + 86400)
with override("fr"):
    plan["files"] = reverse("participants:application_file", args=[call.slug])
    plan["uploads"] = reverse("incubator:uploads")
plan["picture"] = Question.objects.filter(section__call=call, type=Type.FILE).values_list("pk", flat=True)[0]
plan["call"] = call.slug
out.write_text(json.dumps(plan, ensure_ascii=False))
