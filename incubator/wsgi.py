"""The web server's entry."""

import os

from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils.translation import override

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "incubator.settings")
application = get_wsgi_application()

USED_MOST = (
    "layouts/member.html", "participants/applications/apply.html", "participants/applications/review.html",
    "participants/applications/sent.html", "programmes/calls/_question.html", "programmes/calls/call.html",
)  # fmt: skip


def warm() -> None:
    """Read what the first visitor would wait for. With `--preload` every process begins with it, also one that takes the place
    of another in the middle of a deadline hour."""
    from django.conf import settings

    for code, _name in settings.LANGUAGES:
        with override(code):
            str(get_resolver().url_patterns)
            get_resolver()._populate()
    for name in USED_MOST:
        get_template(name)


warm()
