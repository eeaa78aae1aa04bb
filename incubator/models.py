"""The rows of the ground floor's rooms."""

from incubator.access.models import PublicStamp
from incubator.accounts.models import User
from incubator.audit.models import LogEntry
from incubator.files.models import StoredFile, Upload
from incubator.organisations.models import Invitation, Membership, Organisation
from incubator.outbox.models import Delivery, Errand, Message

__all__ = [
    "Delivery", "Errand", "Invitation", "LogEntry", "Membership", "Message", "Organisation", "PublicStamp", "StoredFile",
    "Upload", "User",
]  # fmt: skip
