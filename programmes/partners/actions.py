"""Entering partners and their part in programmes."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.access.stamps import touch
from incubator.audit.actions import action, change, locked, record
from incubator.lib.errors import Refused
from incubator.organisations.models import Organisation
from programmes.editions.models import Programme
from programmes.partners.models import Partner, Partnership

TAKEN = _("There is already a partner of this name.")


@action
def add_partner(organisation: Organisation, *, by: Any, name: str, country: str, kind: str, website: str = "") -> Partner:
    if organisation.partners.filter(name__iexact=name).exists():
        raise Refused(TAKEN)
    partner = Partner.objects.create(organisation=organisation, name=name, country=country, kind=kind, website=website)
    record(by=by, verb="programmes.add_partner", on=partner, organisation=organisation)
    return partner


@action
def edit_partner(partner: Partner, *, by: Any, **fields: Any) -> Partner:
    same = Partner.objects.filter(organisation=partner.organisation_id, name__iexact=fields.get("name", partner.name))
    if same.exclude(pk=partner.pk).exists():
        raise Refused(TAKEN)
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
    note: Mapping[str, str] | None = None,
) -> Partnership:
    """A partner's part in a programme; entered again, it is changed, and comes back where it was taken out."""
    fields = {"role": role or partner.kind, "amount": amount, "currency": currency, "note": note or {}, "left": None}
    last = Partnership.objects.filter(programme=locked(programme)).aggregate(last=Max("order"))["last"]
    partnership, _made = Partnership.objects.update_or_create(
        programme=programme,
        partner=partner,
        defaults=fields,
        create_defaults={**fields, "order": 0 if last is None else last + 1},
    )
    record(by=by, verb="programmes.join_partner", on=partnership, organisation=programme.organisation)
    touch()
    return partnership


@action
def edit_part(partnership: Partnership, *, by: Any, name: str, country: str, website: str, **fields: Any) -> Partnership:
    """The partner, and what it does in this programme (`fields`: role, note, amount, currency)."""
    edit_partner(partnership.partner, by=by, name=name, country=country, website=website)
    return change(partnership, by=by, verb="programmes.edit_partnership", **fields)


@action
def leave(partnership: Partnership, *, by: Any) -> None:
    change(partnership, by=by, verb="programmes.leave_partner", left=timezone.now())
    touch()


@action
def come_back(partnership: Partnership, *, by: Any) -> None:
    """As it was, at its place."""
    change(partnership, by=by, verb="programmes.return_partner", left=None)
    touch()


@action
def arrange(programme: Programme, partnerships: Sequence[int], *, by: Any) -> None:
    """`partnerships`: keys in their new order; those not named come after, as they were."""
    programme = locked(programme)
    rows = {row.pk: row for row in programme.partnerships.all()}
    wanted = [pk for pk in dict.fromkeys(partnerships) if pk in rows]
    for order, pk in enumerate([*wanted, *(pk for pk in rows if pk not in wanted)]):
        rows[pk].order = order
    Partnership.objects.bulk_update(rows.values(), ["order"])
    record(by=by, verb="programmes.arrange_partners", on=programme, organisation=programme.organisation)
    touch()
