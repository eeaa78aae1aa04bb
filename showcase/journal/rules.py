"""Who makes the review: the organisation's editors."""

from incubator.access.registry import register
from incubator.organisations.rules import edits

PERMISSIONS = register(
    {
        "showcase.view_journal": edits,
        "showcase.edit_issue": edits,
        "showcase.publish_issue": edits,
    }
)
