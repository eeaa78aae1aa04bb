"""Who may see and mend an asset: whoever its row is visible to."""

import rules

from incubator.access.registry import register

PERMISSIONS = register(
    {
        "showcase.see_asset": rules.is_authenticated,
        "showcase.retry_asset": rules.is_authenticated,
    }
)
