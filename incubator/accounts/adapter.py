"""Where allauth asks us: post through the outbox, what happens at sign-in, the name on passkeys."""

from typing import Any, ClassVar
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from incubator.accounts import actions as accounts
from incubator.accounts import registry
from incubator.accounts.models import User
from incubator.outbox import post

CODES = {
    "account/email/login_code": "account_login_code",
    "account/email/password_reset_code": "account_password_code",
    "account/email/email_confirmation": "account_confirm_code",
    "account/email/email_confirmation_signup": "account_confirm_code",
}
UNPROVEN = "mailbox_unproven"
"""Session: a code went to an address that nobody had proven to be theirs."""


class AccountAdapter(DefaultAccountAdapter):
    """Account mails go through the outbox: a mail server that is down delays a code, it never breaks a page."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("Address and password do not belong together. Try again, or let us send you a code."),
        "incorrect_code": _("This is not the code. Look at the newest mail and type it again."),
        "incorrect_password": _("This is not the password."),
        "enter_current_password": _("This is not your present password."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again."),
        "rate_limited": _("Too many requests in a short time. Wait a minute, then try again."),
        "duplicate_email": _("This address is already yours here."),
        "email_taken": _("This address belongs to another account."),
        "cannot_remove_primary_email": _("The address you sign in with cannot be removed. Choose another one first."),
        "unverified_primary_email": _("Confirm this address first."),
        "invalid_or_expired_key": _("This code no longer holds. Ask for a new one."),
    }

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.language = get_language() or "fr"
        return super().save_user(request, user, form, commit)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        language, key = get_language() or "fr", f"account:{uuid4().hex}"
        person = context.get("user") or User.objects.filter(email__iexact=email).first()
        if template_prefix == "account/email/login_code":
            self.request.session[UNPROVEN] = not EmailAddress.objects.filter(email=email.lower(), verified=True).exists()
        if kind := CODES.get(template_prefix):
            said = {"code": context["code"]}
            post.tell(person, kind, key=key, context=said, address=email, language=language, in_app=False, urgent=True)
        elif template_prefix.endswith("account_already_exists"):
            link = reverse("account_request_login_code")
            post.tell(person, "account_already_exists", key=key, address=email, language=language, in_app=False, link=link)
        else:
            said = {"what": template_prefix.rsplit("/", 1)[-1], "browser": str(context.get("user_agent", ""))[:120]}
            link = reverse("mfa_index")
            post.tell(person, "account_changed", key=key, context=said, address=email, language=language, link=link)

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """The first proof of a mailbox may come long after someone else signed up with that address and a password."""
        if came_by_code(request, user) and request.session.pop(UNPROVEN, False) and user.has_usable_password():
            accounts.forget_unproven_password(user)
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        registry.signed_in(request, user)
        return super().post_login(request, user, **kwargs)


def came_by_code(request: HttpRequest, user: Any) -> bool:
    """Whether the newest proof in this session is a code read in the person's mailbox."""
    records = get_authentication_records(request, user)
    return bool(records) and records[-1]["method"] == "code"


class MFAAdapter(DefaultMFAAdapter):
    """Second factors carry the product's name and our words."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This is not the code. Wait for the next one of your app, or use a recovery code."),
        "unverified_email": _("Confirm your e-mail address before you add a second factor."),
        "add_email_blocked": _("While a second factor is on, no address can be added. Switch it off first."),
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Veillée"}
