"""States of a call, types and meanings of questions, kinds of stages."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """`open` and `closed` follow from the dates of a published call; what is stored is the rest."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    DECIDED = "decided", _("decided")
    ARCHIVED = "archived", _("archived")


class Phase(TextChoices):
    """What people are told: state and clock together."""

    DRAFT = "draft", _("draft")
    UPCOMING = "upcoming", _("opens soon")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    DECIDED = "decided", _("decided")
    ARCHIVED = "archived", _("archived")


MOVES = {
    State.DRAFT: {State.PUBLISHED, State.ARCHIVED},
    State.PUBLISHED: {State.DECIDED, State.ARCHIVED},
    State.DECIDED: {State.ARCHIVED},
    State.ARCHIVED: set(),
}


class Type(TextChoices):
    SHORT = "short", _("short text")
    LONG = "long", _("long text")
    CHOICE = "choice", _("one choice")
    SEVERAL = "several", _("several choices")
    SCALE = "scale", _("scale")
    NUMBER = "number", _("number")
    MONEY = "money", _("amount of money")
    DATE = "date", _("date")
    MONTH = "month", _("month")
    COUNTRY = "country", _("country")
    REGION = "region", _("region of a country")
    LANGUAGE = "language", _("language")
    LINK = "link", _("link")
    VIDEO = "video", _("link to a film")
    FILE = "file", _("file")
    IMAGE = "image", _("picture")
    SOUND = "sound", _("sound")
    FILM = "film", _("film")
    PEOPLE = "people", _("list of people")
    BUDGET = "budget", _("budget")
    CONSENT = "consent", _("consent")


OFFERING = (Type.CHOICE, Type.SEVERAL)
"""Types whose answers are options of the question itself."""
FILES = (Type.FILE, Type.IMAGE, Type.SOUND, Type.FILM)
"""Types whose answers are files."""
LINKS = (Type.LINK, Type.VIDEO)
"""Types whose answers are addresses elsewhere: they nearly always lead to a name."""


class Step(IntegerChoices):
    """A call in two steps asks for a light idea first and for the rest of those it invites."""

    FIRST = 1, _("the first step: everybody answers")
    SECOND = 2, _("the second step: only who is invited")


class Meaning(TextChoices):
    """What an answer tells the product itself: it is copied to the application's own columns."""

    NONE = "", _("nothing in particular")
    NAME = "name", _("name of the applicant")
    TITLE = "title", _("title of the project")
    SUMMARY = "summary", _("summary of the project")
    BIRTH = "birth", _("date of birth")
    COUNTRY = "country", _("country of residence")
    REGION = "region", _("region of residence")
    NATIONALITY = "nationality", _("nationality")
    GENDER = "gender", _("gender")
    DISCIPLINE = "discipline", _("discipline")
    ORGANISATION = "organisation", _("organisation or collective of the applicant")
    APART = "apart", _("who should not read the application")


class PlaceBy(TextChoices):
    """What a rule of countries looks at."""

    RESIDENCE = "residence", _("the country where one lives")
    NATIONALITY = "nationality", _("the nationality")
    EITHER = "either", _("either of the two")


class Earlier(TextChoices):
    """A rule of earlier participation in the call's programme."""

    ANY = "", _("no rule")
    NEWCOMERS = "newcomers", _("only who has not taken part in an earlier cohort")
    ALUMNI = "alumni", _("only who has taken part in an earlier cohort")


class StageKind(TextChoices):
    SCREENING = "screening", _("screening")
    PANEL = "panel", _("panel")
    INTERVIEW = "interview", _("interview")


class MovesOn(TextChoices):
    """The rule by which a stage's applications go on to the next one. It proposes; a coordinator decides."""

    BY_HAND = "hand", _("chosen by hand")
    TOP = "top", _("the best, so many of them")
    THRESHOLD = "threshold", _("from a score on")


class ScoreBy(TextChoices):
    """Which of the two scores the rule reads."""

    CORRECTED = "corrected", _("the corrected score")
    RAW = "raw", _("the plain mean")
