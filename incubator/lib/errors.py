"""What an action says when it refuses. The message is for the person: what happened, what was kept, what to do."""

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """An action did not happen; `message` is a (lazy) sentence for the person who asked."""

    message = _("This could not be done.")

    def __init__(self, message: object | None = None) -> None:
        if message is not None:
            self.message = message  # type: ignore[assignment]
        super().__init__(self.message)

    def __str__(self) -> str:
        return str(self.message)


class NotLawful(Refused):
    """The thing is in a state from which this step is not possible."""

    message = _("This step is not possible any more: the state has changed meanwhile. Reload the page to see it.")


class TooLate(Refused):
    """A deadline has passed. What was typed is kept."""

    message = _("The deadline has passed. What you typed is kept as a draft.")


class Stale(Refused):
    """Someone else changed the same thing first."""

    message = _("Someone else changed this a moment ago. Here is the newest version; please look at it and try again.")


class NotYours(Refused):
    """The person has two roles towards the thing, and the smaller right holds."""

    message = _("You cannot do this for yourself. Ask a colleague.")
