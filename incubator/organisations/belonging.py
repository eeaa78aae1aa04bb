"""Rows that are an organisation's because what they hang on is."""

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from incubator.organisations.models import Organisation


class Belonging:
    """`belongs_to` names the foreign key that leads towards the organisation. Doors and the ledger ask for both properties."""

    belongs_to: ClassVar[str]

    @property
    def organisation(self) -> "Organisation":
        return getattr(self, self.belongs_to).organisation

    @property
    def organisation_id(self) -> int:
        return getattr(self, self.belongs_to).organisation_id
