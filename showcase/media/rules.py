"""Who may see an asset: whoever its row is visible to. Who may change what belongs to it: as what it is part of says."""

import rules

from incubator.access.registry import register
from showcase.media.registry import keeps

may_keep = rules.predicate(keeps, name="may_keep")

PERMISSIONS = register(
    {
        "showcase.see_asset": rules.is_authenticated,
        "showcase.retry_asset": rules.is_authenticated,
        "showcase.edit_asset": may_keep,
    }
)
