"""Where allauth asks us: post through the outbox, languages, who must use a second factor."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import get_language


class AccountAdapter(DefaultAccountAdapter):
    """Account mails leave at once and in the person's language, from our own templates."""

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.language = get_language() or "fr"
        return super().save_user(request, user, form, commit)


class MFAAdapter(DefaultMFAAdapter):
    """Second factors carry the product's name."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Veillée"}
