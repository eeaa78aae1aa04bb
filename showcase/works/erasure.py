"""What becomes of this room's rows when a person goes."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import Rows, blank, rule
from showcase.works.states import State


def delete_drafts(rows: Rows) -> None:
    rows.filter(state__in=[State.DRAFT, State.RETURNED]).delete()


rule(
    "showcase.Work", "proposed_by", erase=delete_drafts,
    says=_("Works never published are deleted. Published ones stay with their credits, for others share in them."),
)  # fmt: skip
rule(
    "showcase.Work", "publish_by", erase=blank(publish_by=None), export=False,
    says=_("A work that this editor wanted published waits for another editor."),
)  # fmt: skip
