"""A message's words: templates/messages/<kind>.txt, whose first line is the subject, in the reader's language.

The HTML part is made from the same text in `templates/messages/frame.html`, so the two never tell different things.
"""

from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils import translation


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}" if path.startswith("/") else path


def render(kind: str, language: str, context: dict[str, Any], person: Any = None) -> tuple[str, str]:
    """Subject and plain text, without escaping: an apostrophe in a name stays one. The HTML part escapes the whole text."""
    with translation.override(language):
        seen = {
            **context,
            "person": person,
            "link": absolute(context.get("link", "")),
            "site": settings.SITE_URL,
        }
        words: Any = get_template(f"messages/{kind}.txt")
        body = words.template.render(Context(seen, autoescape=False)).strip()
    subject, _line, text = body.partition("\n")
    return " ".join(subject.split())[:200], text.strip()


def html(message: Any) -> str:
    """The HTML part, from the stored text: paragraphs, the link as a button, right-to-left where the language is."""
    with translation.override(message.language):
        paragraphs = [part.strip() for part in message.text.split("\n\n") if part.strip()]
        return render_to_string(
            "messages/frame.html",
            {
                "message": message,
                "paragraphs": paragraphs,
                "link": absolute(message.link),
                "preferences": absolute(reverse("incubator:settings")),
                "rtl": translation.get_language_bidi(),
                "site": settings.SITE_URL,
            },
        )
