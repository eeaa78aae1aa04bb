"""`python -m tests.chaos.product PORT`: web, worker and schedule under the demo's own supervisor, as a server runs them."""

import sys

import django

django.setup()

from incubator.lib.supervisor import supervise  # noqa: E402 - settings first
from incubator.management.commands.run_demo import programs  # noqa: E402

supervise([program for program in programs("127.0.0.1", int(sys.argv[1])) if program.name != "media"])
