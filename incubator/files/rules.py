"""Who may fetch a file: whoever sees its row."""

import rules

from incubator.access.registry import register

PERMISSIONS = register({"incubator.fetch_file": rules.is_authenticated})
