"""Why an application is not taken, in sentences for its writer."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from incubator.lib.errors import Refused


class Stranger(Refused):
    """Neither the applicant nor the device that began the draft."""

    message = _("This application belongs to someone else.")


class Incomplete(Refused):
    """Answers are missing or not right; `problems` says which, by question id."""

    message = _("Some answers are missing or not right yet. Everything you typed is kept.")

    def __init__(self, problems: Mapping[int, str]) -> None:
        self.problems = dict(problems)
        super().__init__()


class NotEligible(Refused):
    """A hard rule of the call is not met; `findings` are as the application keeps them."""

    message = _("The rules of this call do not let this application in. It is kept as a draft.")

    def __init__(self, findings: Sequence[Mapping[str, Any]]) -> None:
        self.findings = list(findings)
        super().__init__()


class LimitReached(Refused):
    """The person has sent as many applications as the call takes from one."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            ngettext(
                "This call takes %(limit)s application from each person, and you have sent yours.",
                "This call takes %(limit)s applications from each person, and you have sent yours.",
                limit,
            )
            % {"limit": limit}
        )


class NotYourPart(Refused):
    """A member of the team writes where the lead does not let them."""

    message = _("The lead of the team does not let you change this part.")


class LeadsAlone(Refused):
    """What the lead of a team does, and its members do not."""

    message = _("Only the lead of the team can do this. What you typed is kept on this device.")
