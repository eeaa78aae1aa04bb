"""Answers of a screening and what it finds."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Answer(TextChoices):
    YES = "yes", pgettext_lazy("check", "yes")
    NO = "no", pgettext_lazy("check", "no")
    QUERY = "query", pgettext_lazy("check", "to be asked")


class Finding(TextChoices):
    """What the desk finds; nobody outside it reads this."""

    ELIGIBLE = "eligible", pgettext_lazy("screening", "may go on")
    QUERY = "query", pgettext_lazy("screening", "query")
    NOT_ELIGIBLE = "not_eligible", pgettext_lazy("screening", "not eligible")
