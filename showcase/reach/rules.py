"""Who may see whom a work reached: whoever its row is visible to, its authors and its organisation's editors."""

import rules

from incubator.access.registry import register

PERMISSIONS = register({"showcase.see_reach": rules.is_authenticated})
