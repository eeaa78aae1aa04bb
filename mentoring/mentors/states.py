"""What mentors know, and the half-days of a week."""

from django.utils.translation import gettext_lazy as _

SKILLS = [
    ("writing", _("writing")),
    ("directing", _("directing")),
    ("animation", _("animation")),
    ("image", _("image and light")),
    ("sound", _("sound")),
    ("music", _("music")),
    ("editing", _("editing")),
    ("virtual-reality", _("virtual reality")),
    ("web", _("web and code")),
    ("data", _("open data")),
    ("design", _("graphic design")),
    ("production", _("production")),
    ("funding", _("funding")),
    ("distribution", _("distribution and festivals")),
    ("business", _("business model")),
    ("law", _("rights and contracts")),
    ("communication", _("communication")),
]
DAYS = [
    ("mon", _("Monday")), ("tue", _("Tuesday")), ("wed", _("Wednesday")), ("thu", _("Thursday")), ("fri", _("Friday")),
    ("sat", _("Saturday")), ("sun", _("Sunday")),
]  # fmt: skip
HALVES = [("am", _("morning")), ("pm", _("afternoon")), ("ev", _("evening"))]
