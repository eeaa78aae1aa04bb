"""What reviewers wrote for applicants, as it will be sent: chosen and edited per application, never with a reviewer's name."""

from collections.abc import Iterable

from incubator.lib.folding import fold
from participants.reviews.models import Reviewer
from participants.selection.models import Decision, Selection
from participants.selection.queries import comments_for


def effective(selection: Selection, decision: Decision, comments: list[str]) -> list[str]:
    """The texts that go with a letter: those edited here, else the reviewers' own where the selection sends them."""
    if decision.feedback is not None:
        return list(decision.feedback)
    return list(comments) if selection.share_comments else []


def feedback_for(selection: Selection, decisions: Iterable[Decision]) -> dict[int, list[str]]:
    """The same for many, by application. One query."""
    comments = comments_for(selection)
    return {row.application_id: effective(selection, row, comments.get(row.application_id, [])) for row in decisions}


def reviewers_names(selection: Selection) -> list[str]:
    rows = Reviewer.objects.filter(call_id=selection.call_id).select_related("person")
    return sorted({row.person.name for row in rows if row.person.name})


def named_in(texts: Iterable[str], names: Iterable[str]) -> list[str]:
    """Names of reviewers that stand in full in one of the texts, however they are written."""
    folded = [f" {' '.join(fold(text).split())} " for text in texts]
    return [name for name in names if any(" ".join(fold(name).split()) in text for text in folded)]
