"""Who runs calls: the organisation's coordinators and owners."""

from incubator.access.registry import register
from incubator.organisations.rules import coordinates

PERMISSIONS = register({"programmes.view_calls": coordinates, "programmes.edit_call": coordinates})
