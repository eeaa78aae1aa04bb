"""What waits to be told or done."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.outbox.states import DUE, State


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: Any) -> "MessageQuerySet":
        """One's own; and those of the organisation one coordinates."""
        mine = models.Q(person=user)
        return self.filter(mine | models.Q(organisation_id__in=user.organisations_as("coordinator")))

    def inbox_of(self, user: Any) -> "MessageQuerySet":
        return self.filter(person=user, in_app=True)

    def due(self) -> "MessageQuerySet":
        return self.filter(state__in=DUE, next_at__lte=timezone.now()).order_by("next_at", "pk")


class Message(models.Model):
    """What one person must be told. `key` makes it happen once, however often its cause is repeated.

    `scope` names the cohort it is about, as that cohort calls itself; "" where it is about none.
    """

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="messages")
    address = models.EmailField(_("e-mail address"))
    reply_to = models.EmailField(_("answers go to"), blank=True)
    language = models.CharField(max_length=8)
    organisation = models.ForeignKey("incubator.Organisation", models.SET_NULL, null=True, related_name="messages")
    scope = models.CharField(max_length=40, blank=True, default="")
    context = models.JSONField(default=dict)
    link = models.CharField(max_length=300, blank=True)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)
    in_app = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PENDING)
    error = models.CharField(_("reason"), max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    resent = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now)
    created = models.DateTimeField(auto_now_add=True)
    sent = models.DateTimeField(null=True)
    read = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()
    route: ClassVar = {"organisation": "organisation__slug", "message": "pk"}

    class Meta:
        ordering = ["-created", "-pk"]
        indexes = [
            models.Index(fields=["next_at"], name="message_due", condition=models.Q(state__in=["pending", "failed"])),
            models.Index(fields=["person", "-created"], name="message_inbox"),
            models.Index(fields=["person"], name="message_unread", condition=models.Q(in_app=True, read=None)),
            models.Index(
                fields=["organisation", "state"],
                name="message_trouble",
                condition=models.Q(state__in=["pending", "failed", "abandoned"]),
            ),
            models.Index(fields=["organisation", "-created"], name="message_organisation"),
            models.Index(fields=["scope", "-created"], name="message_scope", condition=~models.Q(scope="")),
        ]

    def __str__(self) -> str:
        return self.subject or self.kind


class Delivery(models.Model):
    """One attempt by one channel."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, default="mail")
    at = models.DateTimeField(auto_now_add=True)
    succeeded = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at"]
        verbose_name_plural = "deliveries"

    def __str__(self) -> str:
        return f"{self.channel} {self.succeeded}"


class Errand(models.Model):
    """Something to be done later by a subscriber; `payload` names rows by id."""

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    queue = models.CharField(max_length=20, default="default")
    state = models.CharField(max_length=12, choices=State.choices, default=State.PENDING)
    error = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now)
    created = models.DateTimeField(auto_now_add=True)
    done = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["queue", "next_at"],
                name="errand_due",
                condition=models.Q(state__in=["pending", "failed"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
