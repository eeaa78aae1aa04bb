"""States of a participation, stages of a project."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    INVITED = "invited", _("invited")
    ACTIVE = "active", _("active")
    COMPLETED = "completed", _("completed")
    WITHDRAWN = "withdrawn", _("withdrawn")


MOVES = {
    State.INVITED: {State.ACTIVE, State.WITHDRAWN},
    State.ACTIVE: {State.COMPLETED, State.WITHDRAWN},
    State.COMPLETED: set(),
    State.WITHDRAWN: set(),
}


class Creation(TextChoices):
    IDEA = "idea", _("idea")
    DEVELOPMENT = "development", _("development")
    PRODUCTION = "production", _("production")
    FINISHED = "finished", _("finished")
