"""What other sites and messengers are told of a page, to show it where its address is pasted (ogp.me, cards of X)."""

from django import template
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from incubator.web.components import one_of
from incubator.web.html import format_html, format_html_join

register = template.Library()

LOCALES = {"fr": "fr_FR", "en": "en_GB", "es": "es_ES", "pt": "pt_PT", "ar": "ar_AR"}
KINDS = ("website", "article", "profile", "video.other")
CARD = (1200, 630)
LONGEST = 200


@register.simple_tag
def shared(
    title: object, address: str, *, about: object = "", card: str = "", alt: object = "", kind: str = "website"
) -> SafeString:
    """Into the block `head`. `address` and `card` begin at the root; `alt` says what the card shows, where that is not the title."""
    language = get_language() or settings.LANGUAGE_CODE
    rows = [
        ("type", one_of(kind, KINDS, "shared")),
        ("site_name", _("Veillée")),
        ("title", title),
        ("description", Truncator(str(about)).chars(LONGEST)),
        ("url", f"{settings.SITE_URL}{address}"),
        ("locale", LOCALES.get(language, language)),
        *(("locale:alternate", LOCALES.get(code, code)) for code, _name in settings.LANGUAGES if code != language),
    ]
    if card:
        rows += [
            ("image", f"{settings.SITE_URL}{card}"), ("image:type", "image/jpeg"),
            ("image:width", CARD[0]), ("image:height", CARD[1]), ("image:alt", alt or title),
        ]  # fmt: skip
    said = format_html_join("", '<meta property="og:{}" content="{}">', [row for row in rows if str(row[1])])
    return format_html('{}<meta name="twitter:card" content="{}">', said, "summary_large_image" if card else "summary")
