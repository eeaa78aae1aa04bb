"""Who sees clashes: those who plan."""

from incubator.access.registry import register
from incubator.organisations.rules import edits

PERMISSIONS = register({"programmes.view_clashes": edits})
