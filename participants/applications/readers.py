"""Who a mailing goes to: what its filter gives now, grouped by the language they read."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import QueryDict

from participants.applications.desk_models import Mailing
from participants.applications.filters import narrowed
from participants.applications.mailings import filled, language_for, values_for
from participants.applications.queries import desk_list, drafts_to
from participants.applications.states import Audience


def recipients(mailing: Mailing) -> QuerySet[Any]:
    """The applications whose applicants it goes to, in no order. Those that came after it was sent off are not among them.

    `reads` is the language of who reads it, `address` where it goes: an application from paper may have no account behind it.
    """
    call, by = mailing.call, mailing.by
    if mailing.audience == Audience.DRAFTS:
        rows = drafts_to(call, by)
        rows = rows.filter(begun__lte=mailing.sent) if mailing.sent else rows
    else:
        if mailing.audience == Audience.TICKED:
            rows = desk_list(call, by).filter(pk__in=mailing.chosen)
        else:
            rows = narrowed(call, by, QueryDict(mailing.query)).qs
        rows = rows.filter(submitted__lte=mailing.sent) if mailing.sent else rows
    with_account = Q(applicant__is_active=True) & ~Q(applicant__email="")
    rows = rows.filter(with_account | Q(applicant=None) & ~Q(email="")).order_by()
    return rows.annotate(reads=Coalesce("applicant__language", "language"), address=Coalesce("applicant__email", "email"))


@dataclass(frozen=True)
class Group:
    """Readers of one language: how many, what language they get, and how it reads to the first of them."""

    language: str
    people: int
    given: str
    subject: str
    text: str
    sample: str


def groups(mailing: Mailing, *, reader: Any) -> list[Group]:
    """One for each language among the recipients. Of drafts nobody is named: `reader` stands in for their writers."""
    rows = recipients(mailing)
    counted = (
        rows.values_list("applicant__language")
        .annotate(n=Count("applicant", distinct=True))
        .order_by("-n", "applicant__language")
    )
    found = []
    for language, people in counted:
        given, application = language_for(mailing, language), None
        if mailing.audience != Audience.DRAFTS:
            application = rows.filter(reads=language).select_related("applicant").order_by("pk").first()
        person = reader if application is None else application.applicant or application.name
        values = values_for(application, person, mailing.call, mailing.audience, given)
        subject, text = filled(mailing.subject.get(given, ""), values), filled(mailing.text.get(given, ""), values)
        sample = values["name"] if application is not None else ""
        found.append(Group(language, people, given, subject, text, sample))
    return found


def how_many(mailing: Mailing) -> int:
    """People, not applications: who sent two gets one mail."""
    return recipients(mailing).aggregate(n=Count("address", distinct=True))["n"]
