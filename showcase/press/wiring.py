"""What press kits hear: that a public work has changed."""

from typing import Any

from django.utils.translation import gettext_lazy

from incubator.audit.words import name_verbs
from incubator.outbox.registry import subscribe
from showcase.press import actions


def on_change(payload: dict[str, Any]) -> None:
    actions.make(payload["work"])


subscribe("showcase.work_changed", on_change)
name_verbs({"showcase.make_press_kit": gettext_lazy("had the press kit made")})
