"""Words for what people did, known in every language; any other word may be written."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from incubator.lib.folding import fold
from incubator.web.texts import Texts

ROLES = (
    _("Direction"), _("Script"), _("Story"), _("Animation"), _("Camera"), _("Editing"), _("Sound"), _("Music"), _("Voice"),
    _("Cast"), _("Set design"), _("Costumes"), _("Lighting"), _("Illustration"), _("Photography"), _("Graphic design"),
    _("Text"), _("Translation"), _("Subtitles"), _("Code"), _("Interaction design"), _("Data"), _("Research"),
    _("Production"), _("Communication"), _("Mentoring"), _("Thanks"),
)  # fmt: skip


def in_all_languages(typed: str, language: str, before: Texts | None = None) -> Texts:
    """A role as typed in one language, with its translations where the word is known or was given before.

    Who sees a role in another language, because theirs has no word for it yet, and writes it, translates it.
    """
    for role in ROLES:
        said = {}
        for code, _name in settings.LANGUAGES:
            with override(code):
                said[code] = str(role)
        if fold(said.get(language, "")) == fold(typed):
            return Texts(said)
    kept = before if before and before.get(language) in (None, "", typed) else Texts()
    return Texts({**kept, language: typed})
