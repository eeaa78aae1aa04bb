"""Who enters partners."""

from incubator.access.registry import register
from incubator.organisations.rules import coordinates

PERMISSIONS = register({"programmes.edit_partner": coordinates})
