"""Who asks for testimonials and publishes them: those who coordinate."""

from incubator.access.registry import register
from incubator.organisations.rules import coordinates

PERMISSIONS = register({"showcase.edit_testimonial": coordinates})
