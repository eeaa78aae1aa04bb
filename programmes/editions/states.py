"""Kinds and named accents."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    INCUBATION = "incubation", _("incubation")
    NETWORK = "network", _("network")


class Accent(TextChoices):
    """Colours whose contrast was measured in light and dark; a programme picks one."""

    SUDSUD = "sudsud", _("raspberry")
    ARTS = "arts", _("ultramarine")
    TAKAFA = "takafa", _("bottle green")
    CONNEXIONS = "connexions", _("saffron")
    SONORES = "sonores", _("terracotta")


class GroupKind(TextChoices):
    COUNTRY = "country", _("country group")
    SITE = "site", _("site group")
    WORKING = "working", _("working group")


DISCIPLINES = [
    ("animation", _("animation")),
    ("animation-2d", _("2D animation")),
    ("virtual-reality", _("virtual reality")),
    ("documentary", _("documentary")),
    ("fiction", _("fiction")),
    ("web-series", _("web series")),
    ("storytelling", _("storytelling")),
    ("digital-creation", _("digital creation")),
    ("ai-in-production", _("AI in production")),
    ("photography", _("photography")),
    ("illustration", _("illustration")),
    ("motion-design", _("motion design")),
    ("sound", _("sound")),
    ("music", _("music")),
    ("lighting-mapping", _("lighting and video mapping")),
    ("civic-tech", _("civic tech")),
    ("open-data", _("open data")),
    ("digital-media", _("digital media")),
    ("cultural-management", _("cultural management")),
    ("performance", _("performance")),
]
