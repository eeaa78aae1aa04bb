"""Entering partners and their part in programmes."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from incubator.access.stamps import touch
from incubator.audit.actions import action, change, record
from incubator.lib.errors import Refused
from incubator.organisations.models import Organisation
from programmes.editions.models import Programme
from programmes.partners.models import Partner, Partnership


@action
def add_partner(organisation: Organisation, *, by: Any, name: str, country: str, kind: str, website: str = "") -> Partner:
    if organisation.partners.filter(name__iexact=name).exists():
        raise Refused(_("There is already a partner of this name."))
    partner = Partner.objects.create(organisation=organisation, name=name, country=country, kind=kind, website=website)
    record(by=by, verb="programmes.add_partner", on=partner, organisation=organisation)
    return partner


@action
def edit_partner(partner: Partner, *, by: Any, **fields: Any) -> Partner:
    partner = change(partner, by=by, verb="programmes.edit_partner", **fields)
    touch()
    return partner


@action
def join(
    programme: Programme,
    partner: Partner,
    *,
    by: Any,
    role: str = "",
    amount: Decimal | None = None,
    currency: str = "",
) -> Partnership:
    """A partner's part in a programme; entered again, it is changed."""
    fields = {"role": role or partner.kind, "amount": amount, "currency": currency}
    partnership, _made = Partnership.objects.update_or_create(
        programme=programme,
        partner=partner,
        defaults=fields,
        create_defaults={**fields, "order": programme.partnerships.count()},
    )
    record(by=by, verb="programmes.join_partner", on=partnership, organisation=programme.organisation)
    touch()
    return partnership


@action
def leave(partnership: Partnership, *, by: Any) -> None:
    record(by=by, verb="programmes.leave_partner", on=partnership, organisation=partnership.programme.organisation)
    partnership.delete()
    touch()
