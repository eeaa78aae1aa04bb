"""Who proposes, edits and publishes works."""

from typing import Any

import rules

from incubator.access.registry import allowed, register
from incubator.organisations.rules import edits
from showcase.works.states import OPEN_TO_AUTHORS


def makes(user: Any, work: Any) -> bool:
    """Whether the work is this person's own: proposed, or of a project they are a member of."""
    if work.proposed_by_id == user.pk:
        return True
    return work.project is not None and work.project.members.filter(person=user).exists()


is_own = rules.predicate(makes, name="is_own")


@rules.predicate
def with_author(user: Any, work: Any) -> bool:
    """The work lies with its author: nobody looks at it, and the world does not see it."""
    return work.state in OPEN_TO_AUTHORS


def may_edit(user: Any, work: Any) -> bool:
    return allowed("showcase.edit_work", user, work)


# A person with two roles has the smaller right: an editor does not decide on a work of their own.
PERMISSIONS = register(
    {
        "showcase.view_work": is_own | edits,
        "showcase.edit_work": (is_own & with_author) | (edits & ~is_own),
        "showcase.submit_work": is_own | edits,
        "showcase.enlist_work": is_own | edits,
        "showcase.view_works": edits,
        "showcase.publish_work": edits & ~is_own,
        "showcase.unpublish_work": edits,
        "showcase.feature_work": edits,
    }
)
