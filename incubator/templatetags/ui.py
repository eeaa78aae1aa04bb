"""Makes `{% load ui %}` known: Django looks for tags in an app's own package only."""

from incubator.web.templatetags.ui import register as register
