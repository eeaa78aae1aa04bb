"""Who has a public page: everyone may have their own."""

import rules

from incubator.access.registry import register

PERMISSIONS = register({"showcase.edit_creator": rules.is_authenticated})
