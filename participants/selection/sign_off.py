"""Signatures under a selection: what they name, which of them hold, whether they are enough."""

import hashlib
import json
from dataclasses import dataclass

from incubator.organisations.states import Role, SignOff
from participants.selection.feedback import feedback_for
from participants.selection.letters import FIELDS
from participants.selection.models import Decision, Selection, Signature
from participants.selection.states import Verdict


def digest(selection: Selection) -> str:
    """SHA-256 of all that will be told: every decision with its place and feedback, the letters, the day to answer by.

    Who withdraws meanwhile is told nothing, which changes nothing for the others: the signatures hold.
    """
    rows = list(Decision.objects.filter(selection=selection).order_by("application_id"))
    feedback = feedback_for(selection, rows)
    told = {
        "decisions": [[row.application_id, row.verdict, row.rank, feedback[row.application_id]] for row in rows],
        "letters": {verdict: dict(getattr(selection, FIELDS[verdict])) for verdict in Verdict.values},
        "reply_by": selection.reply_by.isoformat() if selection.reply_by else "",
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Standing:
    """The signatures of a selection against `digest`, what would be told now; `rule` says who has to sign."""

    rule: str
    digest: str
    holding: list[Signature]
    void: list[Signature]
    taken_back: list[Signature]

    @property
    def is_complete(self) -> bool:
        if self.rule == SignOff.NONE:
            return True
        enough = len({one.person_id or -one.pk for one in self.holding}) >= 2
        return enough and (self.rule != SignOff.OWNER or any(one.role == Role.OWNER for one in self.holding))

    @property
    def code(self) -> str:
        """What people compare by eye."""
        return self.digest[:12]

    def by(self, person_id: int) -> Signature | None:
        return next((one for one in self.holding if one.person_id == person_id), None)


def standing(selection: Selection) -> Standing:
    now = selection.digest or digest(selection)
    rows = list(Signature.objects.filter(selection=selection).select_related("person"))
    live = [row for row in rows if row.withdrawn is None]
    return Standing(
        rule=selection.organisation.sign_off,
        digest=now,
        holding=[row for row in live if row.digest == now],
        void=[row for row in live if row.digest != now],
        taken_back=[row for row in rows if row.withdrawn is not None],
    )
