"""What this room gives to others: a tab and cards, the clock that puts drafts away, sight of files."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incubator.access.registry import register_sight
from incubator.home.registry import Tab, add_tab
from incubator.outbox.registry import each_minute
from participants.applications import actions as applications
from participants.applications.states import SENT


def put_drafts_away() -> None:
    applications.expire_drafts()


def sight_of_files(user: Any) -> Q:
    """Coordinators open what came with applications sent to their organisation, never with their own."""
    mine = user.organisations_as("coordinator")
    sent = Q(
        attachment__application__state__in=SENT,
        attachment__application__call__cohort__programme__organisation_id__in=mine,
    )
    return sent & ~Q(attachment__application__applicant=user)


each_minute(put_drafts_away)
register_sight("incubator.StoredFile", sight_of_files)
add_tab(Tab(30, "participants:desk_applications", _("Applications"), "participants.view_applications"))
