"""States of a stored file."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    """What a file is for decides its limits and who may see it; rooms register the sight of theirs."""

    ANSWER = "answer", _("answer to a question")
    ORIGINAL = "original", _("original of a work")
    EVIDENCE = "evidence", _("evidence")
    EXPORT = "export", _("export")
