"""The pages of a cohort's mentoring tab."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.editions.models import Cohort


def mentoring_tabs(cohort: Cohort, current: str) -> list[dict[str, Any]]:
    """Items for `{% tabs %}`; `current` is the route's name without its floor."""
    pages = [
        ("desk_mentoring", _("Mentors")),
        ("desk_preferences", _("Preferences")),
        ("desk_matching", _("Matching")),
        ("desk_mentorships", _("Mentorships")),
    ]
    return [
        {"text": text, "href": reverse(f"mentoring:{name}", args=cohort.slugs), "current": name == current}
        for name, text in pages
    ]
