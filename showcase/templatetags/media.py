"""Makes `{% load media %}` known: Django looks for tags in an app's own package only."""

from showcase.media.components import register as register
