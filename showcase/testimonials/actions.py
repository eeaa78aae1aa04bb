"""Asking, giving, publishing, taking back."""

from collections.abc import Mapping, Sequence
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from incubator.access.stamps import touch
from incubator.audit.actions import action, change, locked, record
from incubator.lib.errors import Refused
from incubator.lib.states import move
from incubator.outbox import post
from incubator.web.texts import Texts
from programmes.editions.models import Programme
from showcase.testimonials.models import Testimonial
from showcase.testimonials.states import MOVES, State

CONSENT = _(
    "I agree that %(organisation)s shows these words with my name on the public pages of %(programme)s and of this site, "
    "and reads them aloud at its ceremony. I can take them back at any time with this same link: they then disappear at once."
)


def consent_for(row: Testimonial) -> str:
    """The sentence to agree to, in the language that is active."""
    return str(CONSENT) % {"organisation": row.organisation.name, "programme": row.programme.name}


@action
def ask(programme: Programme, *, by: Any, name: str, email: str, language: str, words: str = "", **fields: Any) -> Testimonial:
    """A mail with a link to write them; `words` where somebody told them already and only confirms. `fields`: voice, cohort,
    work. Raises Refused where the same person is asked already."""
    open_ones = Testimonial.objects.filter(programme=locked(programme), email__iexact=email).exclude(state=State.WITHDRAWN)
    if open_ones.exists():
        raise Refused(_("This person was asked already: you find them in the list."))
    known = EmailAddress.objects.filter(email__iexact=email, verified=True).select_related("user").first()
    last = Testimonial.objects.filter(programme=programme).aggregate(last=Max("order"))["last"]
    row = Testimonial.objects.create(
        programme=programme, name=name, email=email, language=language, words={language: words} if words else {},
        person=known.user if known else None, order=0 if last is None else last + 1, **fields,
    )  # fmt: skip
    record(by=by, verb="showcase.ask_testimonial", on=row, organisation=row.organisation)
    _tell(row)
    return row


def _tell(row: Testimonial) -> None:
    with translation.override(row.language):
        link, programme = row.get_absolute_url(), str(row.programme.name)
    context = {"name": row.name, "programme": programme, "by": row.organisation.name}
    post.tell(
        row.person, "testimonial_asked", key=f"testimonial_asked:{row.pk}", organisation=row.organisation, context=context,
        link=link, address=row.email, language=row.language,
    )  # fmt: skip


@action
def give(row: Testimonial, *, words: str, name: str, line: str, consent: str, language: str) -> Testimonial:
    """The person writes or corrects their words and agrees; what was public waits to be published anew, and translations go
    with the text they were of."""
    row = locked(row)
    same = row.words.get(language) == words
    row.words = row.words if same else Texts({language: words})
    row.name, row.line, row.language, row.consent, row.consented = name, line, language, consent, timezone.now()
    move(row, State.AGREED, MOVES, fields=("words", "name", "line", "language", "consent", "consented"))
    record(by=row.person, verb="showcase.give_testimonial", on=row, organisation=row.organisation)
    touch()
    return row


@action
def withdraw(row: Testimonial) -> Testimonial:
    """Taken back by the person: the words go at once, the record of the consent stays."""
    row = locked(row)
    row.words, row.line, row.withdrawn = Texts(), "", timezone.now()
    move(row, State.WITHDRAWN, MOVES, fields=("words", "line", "withdrawn"))
    record(by=row.person, verb="showcase.withdraw_testimonial", on=row, organisation=row.organisation)
    touch()
    return row


@action
def publish(row: Testimonial, on: bool, *, by: Any) -> Testimonial:
    """On the public pages, or off them; only what the person agreed to."""
    row = locked(row)
    move(row, State.PUBLISHED if on else State.AGREED, MOVES)
    record(
        by=by,
        verb="showcase.publish_testimonial" if on else "showcase.conceal_testimonial",
        on=row,
        organisation=row.organisation,
    )
    touch()
    return row


@action
def translate(row: Testimonial, *, by: Any, words: Mapping[str, str]) -> Testimonial:
    """The other languages; the person's own words are theirs alone."""
    own = {row.language: row.words[row.language]} if row.words.get(row.language) else {}
    row = change(row, by=by, verb="showcase.translate_testimonial", words=Texts({**words, **own}))
    touch()
    return row


@action
def arrange(programme: Programme, keys: Sequence[int], *, by: Any) -> None:
    """`keys` in their new order; those not named come after, as they were."""
    rows = {row.pk: row for row in Testimonial.objects.filter(programme=locked(programme))}
    wanted = [pk for pk in dict.fromkeys(keys) if pk in rows]
    for order, pk in enumerate([*wanted, *(pk for pk in rows if pk not in wanted)]):
        rows[pk].order = order
    Testimonial.objects.bulk_update(rows.values(), ["order"])
    record(by=by, verb="showcase.arrange_testimonials", on=programme, organisation=programme.organisation)
    touch()


@action
def remove(row: Testimonial, *, by: Any) -> None:
    record(by=by, verb="showcase.remove_testimonial", on=row, organisation=row.organisation)
    row.delete()
    touch()
