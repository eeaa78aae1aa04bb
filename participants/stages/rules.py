"""When a stage takes work, and who may move its applications."""

from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from incubator.lib.errors import NotYours, Refused, TooLate
from participants.applications.models import Application
from programmes.calls.models import Call, Stage


def must_be_impartial(call: Call, by: Any) -> None:
    """Nobody with an application in the call, alone or in a team, judges in it. Asked of the database, not of what the page knew."""
    if Application.objects.taking_part(by).filter(call=call, submitted__isnull=False, withdrawn__isnull=True).exists():
        raise NotYours(_("You applied to this call yourself. Ask a colleague to decide."))


def hour_of(stage: Stage, moment: Any) -> dict[str, str]:
    """Day and time of a stage's limit, in the call's zone, for a sentence."""
    local = timezone.localtime(moment, ZoneInfo(stage.call.time_zone))
    return {"stage": str(stage), "day": date_format(local, "DATE_FORMAT"), "time": local.strftime("%H:%M")}


def must_be_open(stage: Stage) -> None:
    """Refused before a stage opens, TooLate after it closed, both with the hour."""
    now = timezone.now()
    if stage.opens and now < stage.opens:
        said = _("“%(stage)s” opens on %(day)s at %(time)s. What you typed is kept until then.")
        raise Refused(said % hour_of(stage, stage.opens))
    if stage.closes and now > stage.closes:
        said = _("“%(stage)s” closed on %(day)s at %(time)s. What you typed is kept; a coordinator can give you more time.")
        raise TooLate(said % hour_of(stage, stage.closes))
