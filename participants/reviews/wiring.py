"""What reviews give to other rooms."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from incubator.home.registry import Tab, add_tab
from incubator.outbox.registry import subscribe


def assign(payload: dict[str, Any]) -> None:
    from participants.reviews.subscribers import run_assignment

    run_assignment(payload)


add_tab(Tab(40, "participants:desk_reviews", _("Reviews"), "participants.manage_reviews"))
subscribe("reviews.assign", assign)
