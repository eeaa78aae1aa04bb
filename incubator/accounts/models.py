"""A person."""

from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

ESSENTIAL_PREFIXES = ("account_", "application_", "decision_", "invitation_")
LADDER = {
    "owner": ("owner",),
    "coordinator": ("owner", "coordinator"),
    "editor": ("owner", "coordinator", "editor"),
}


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """`is_staff` means platform admin: verification queues and health, not other people's programmes."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True, help_text=_("As you want it to be written."))
    country = models.CharField(_("country"), max_length=2, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="fr")
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True)
    data_saver = models.BooleanField(_("data saver"), default=False, help_text=_("Smaller pictures, no display font."))
    mail_news = models.BooleanField(_("news by mail"), default=True, help_text=_("New calls and works, seldom."))
    mail_daily = models.BooleanField(
        _("everyday notices by mail"),
        default=True,
        help_text=_("Sessions, comments, works. Decisions always come by mail."),
    )
    mail_reminders = models.BooleanField(
        _("reminders by mail"), default=True, help_text=_("Of drafts whose deadline comes near: twice, not more.")
    )
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(_("platform admin"), default=False)
    joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = []
    objects = UserManager()

    def __str__(self) -> str:
        return self.name or self.email.partition("@")[0]

    def get_full_name(self) -> str:
        return str(self)

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in str(self).split()[:2]).upper()

    def wants_mail(self, kind: str) -> bool:
        """Whether a message of this kind goes by mail too; what touches rights and decisions always does."""
        if kind.startswith(ESSENTIAL_PREFIXES):
            return True
        if kind.startswith("reminder_"):
            return self.mail_reminders
        return self.mail_news if kind.startswith("news_") else self.mail_daily

    @cached_property
    def roles(self) -> dict[int, set[str]]:
        """Own roles by organisation id, read once per request: a removed role ends with the next one."""
        found: dict[int, set[str]] = {}
        for organisation_id, role, _second in self._memberships:
            found.setdefault(organisation_id, set()).add(role)
        return found

    @cached_property
    def _memberships(self) -> list[tuple[int, str, bool]]:
        return list(self.memberships.order_by().values_list("organisation_id", "role", "organisation__second_factor"))

    @property
    def guarded_by_second_factor(self) -> set[int]:
        """Organisations where this person may work with a second factor only."""
        return {
            organisation_id for organisation_id, role, second in self._memberships if second and role in LADDER["coordinator"]
        }

    def may_in(self, organisation_id: int | None, role: str) -> bool:
        """Whether the person is `role` there or above: owners coordinate, coordinators edit."""
        return organisation_id is not None and bool(self.roles.get(organisation_id, set()) & set(LADDER[role]))

    def organisations_as(self, role: str) -> list[int]:
        return [organisation_id for organisation_id in self.roles if self.may_in(organisation_id, role)]
