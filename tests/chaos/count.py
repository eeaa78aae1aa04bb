"""`python -m tests.chaos.count TOLD.json`: what is stored held against what people were told; prints it as JSON."""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 - settings first

from bench import counted  # noqa: E402
from participants.applications.models import Attachment  # noqa: E402
from programmes.calls.models import Call  # noqa: E402


def files_lost(people: list[dict[str, Any]]) -> int:
    """Files that were acknowledged and are not there, byte for byte."""
    lost = 0
    for person in people:
        kept = {}
        for one in Attachment.objects.filter(application=person["application"] or None).select_related("stored"):
            path = Path(one.stored.file.path)
            content = path.read_bytes() if path.exists() else b""
            kept[one.stored.sha256] = hashlib.sha256(content).hexdigest() == one.stored.sha256
        lost += sum(not kept.get(digest) for digest in person["files"])
    return lost


told = json.loads(Path(sys.argv[1]).read_text())
found = counted.count(Call.objects.get(slug="last-hour"), told, Path(settings.DATA_DIR) / "mail")
print(json.dumps(found | {"files_lost": files_lost(told["people"])}))
