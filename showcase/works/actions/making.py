"""Putting works together: texts, files, credits, what they look for, where they were shown."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.access.stamps import touch
from incubator.audit.actions import action, change, locked, record
from incubator.lib.addresses import unused_slug
from incubator.lib.errors import NotLawful, NotYours, Refused
from incubator.outbox import post as outbox
from incubator.web.texts import Texts
from participants.participations.models import Project
from programmes.editions.models import Cohort
from showcase.creators.models import Creator
from showcase.creators.queries import linkable
from showcase.media import actions as media
from showcase.media.models import Asset
from showcase.media.showing import settle
from showcase.media.states import Kind as Media
from showcase.works.indexing import index
from showcase.works.models import Credit, Recognition, Refusal, Work, WorkAsset
from showcase.works.rules import makes
from showcase.works.states import OPEN_TO_AUTHORS, Place, State

Role_ = Mapping[str, str] | str
RESERVED = {"map", "suggest", "surprise"}
"""Pages of the wall that stand where a work's page would."""
PLACES = {
    Media.IMAGE: Place.STILL, Media.FILM: Place.MAIN, Media.SOUND: Place.MAIN, Media.LINK: Place.MAIN, Media.MODEL: Place.MAIN, Media.DOCUMENT: Place.DOCUMENT,
}  # fmt: skip


@action
def draft(home: Project | Cohort, *, by: Any, title: Role_, kind: str, year: int, **fields: Any) -> Work:
    """A new work of a project, or of a cohort as a whole. `fields`: any text, fact or switch of `Work`."""
    project = home if isinstance(home, Project) else None
    cohort = home.cohort if isinstance(home, Project) else home
    titles = Texts(title) if isinstance(title, Mapping) else Texts({getattr(by, "language", "fr"): title})
    slug = unused_slug(
        titles.values(), lambda found: found in RESERVED or Work.objects.filter(slug=found).exists(), fallback="work"
    )
    if project is not None:
        fields.setdefault("discipline", project.discipline)
    work = Work.objects.create(
        slug=slug, programme=cohort.programme, cohort=cohort, project=project, proposed_by=by, title=titles, kind=kind,
        year=year, **fields,
    )  # fmt: skip
    record(by=by, verb="showcase.draft_work", on=work, organisation=work.organisation)
    return work


def open_to(work: Work, by: Any) -> None:
    """Authors change a work while it lies with them; an editor any time, but not their own behind a colleague's back."""
    if work.state not in OPEN_TO_AUTHORS and makes(by, work):
        raise NotLawful(_("This work is with the editors or public now. Ask them to send it back if it must change."))


def renewed(work: Work) -> None:
    """What is public of it changes at once."""
    index(work)
    if work.state == State.PUBLISHED:
        touch()
        told_of_change(work)


def told_of_change(work: Work) -> None:
    """Rooms above keep something made of a public work: they make it anew, where making takes its time."""
    key = f"work_changed:{work.pk}:{timezone.now().timestamp():.6f}"
    outbox.ask("showcase.work_changed", key=key, payload={"work": work.pk}, queue="media")


def show(work: Work, *more: int) -> None:
    """What the world may see of it changed: its files follow (`more`: those that just left it)."""
    settle([work.cover_id, *work.work_assets.values_list("asset", flat=True), *more])


@action
def edit(work: Work, *, by: Any, **fields: Any) -> Work:
    open_to(locked(work), by)
    work = change(work, by=by, verb="showcase.edit_work", **fields)
    renewed(work)
    return work


@action
def add_asset(
    work: Work, what: Asset | UploadedFile, place: str = "", *, by: Any, alt: Mapping[str, str] | None = None
) -> WorkAsset:
    """Put a file into the work, last in order. The first picture becomes the cover until another is chosen.

    Without `place` it goes where its kind belongs. Raises media's refusal where the upload is not what it claims.
    """
    work = locked(work)
    open_to(work, by)
    asset = what if isinstance(what, Asset) else media.receive(what, by=by)
    if alt:
        asset = media.describe(asset, by=by, alt=dict(alt))
    last = work.work_assets.aggregate(last=Max("order"))["last"]
    row = WorkAsset.objects.create(
        work=work, asset=asset, place=place or PLACES[Media(asset.kind)], order=0 if last is None else last + 1
    )
    if work.state == State.PUBLISHED:
        show(work)
    if row.place == Place.COVER or (work.cover is None and asset.kind == Media.IMAGE):
        work.cover = asset
        work.save(update_fields=["cover"])
    record(by=by, verb="showcase.add_asset", on=work, organisation=work.organisation, detail={"asset": asset.pk})
    renewed(work)
    return row


@action
def add_link(work: Work, address: str, title: Mapping[str, str], *, by: Any) -> WorkAsset:
    """A film, sound or project that lies elsewhere, last in order. Raises Refused for what is no address."""
    open_to(locked(work), by)
    return add_asset(work, media.link(address, by=by, title=dict(title)), by=by)


@action
def describe(work: Work, asset: Asset, *, by: Any, alt: Mapping[str, str]) -> Asset:
    """The words of one of the work's files, for people who do not see it."""
    work = locked(work)
    open_to(work, by)
    asset = media.describe(asset, by=by, alt=dict(alt))
    renewed(work)
    return asset


@action
def remove_asset(work: Work, asset: Asset, *, by: Any) -> None:
    """Take a file out of the work; its original stays with who sent it."""
    work = locked(work)
    open_to(work, by)
    if work.state in (State.PUBLISHED, State.SUBMITTED) and work.cover_id == asset.pk:
        raise Refused(_("A work that is shown needs its cover. Choose another one first."))
    work.work_assets.filter(asset=asset).delete()
    if work.cover_id == asset.pk:
        work.cover = None
        work.save(update_fields=["cover"])
    show(work, asset.pk)
    record(by=by, verb="showcase.remove_asset", on=work, organisation=work.organisation, detail={"asset": asset.pk})
    renewed(work)


@action
def order_assets(work: Work, assets: Sequence[int], *, by: Any) -> None:
    """`assets`: keys of assets in their new order; those not named come after, as they were."""
    work = locked(work)
    open_to(work, by)
    rows = {row.asset_id: row for row in work.work_assets.all()}
    wanted = [pk for pk in dict.fromkeys(assets) if pk in rows]
    for order, pk in enumerate([*wanted, *(pk for pk in rows if pk not in wanted)]):
        rows[pk].order = order
    WorkAsset.objects.bulk_update(rows.values(), ["order"])
    record(by=by, verb="showcase.order_assets", on=work, organisation=work.organisation)
    renewed(work)


@action
def set_cover(work: Work, asset: Asset, *, by: Any, stage: str = "") -> Work:
    """The picture for walls and cards; `stage` is one of the dark colours proposed from it, or "" for the first."""
    work = locked(work)
    open_to(work, by)
    if asset.kind not in (Media.IMAGE, Media.MODEL) or not work.work_assets.filter(asset=asset).exists():
        raise Refused(_("The cover must be one of the work's pictures, or the picture of its 3D model."))
    work = change(work, by=by, verb="showcase.set_cover", cover=asset, stage=stage)
    renewed(work)
    return work


@action
def set_credits(work: Work, rows: Iterable[Mapping[str, Any]], *, by: Any) -> list[Credit]:
    """The credits in their order, all anew. Rows: {role, name, author?, creator?}; `role` per language or one text.

    A name that is spelled like a creator's of the same project is linked to their page, unless they refused.
    """
    work = locked(work)
    open_to(work, by)
    known = linkable(work.project_id, work.proposed_by_id)
    refused = set(work.refusals.values_list("creator", flat=True))
    work.credits.all().delete()
    made = [
        Credit(work=work, role=row["role"], name=row["name"], author=row.get("author", False), order=order,
               creator=_unless(refused, row.get("creator") or known.get(row["name"].casefold())))
        for order, row in enumerate(rows)
    ]  # fmt: skip
    for credit in made:
        credit.save()
    record(by=by, verb="showcase.set_credits", on=work, organisation=work.organisation, detail={"names": len(made)})
    renewed(work)
    return made


def _unless(refused: set[int], creator: Creator | None) -> Creator | None:
    return None if creator is None or creator.pk in refused else creator


@action
def link_credit(work: Work, creator: Creator, agrees: bool, *, by: Any) -> None:
    """The one who is named says whether the credits lead to their page. At any time, also of a public work: it is their page."""
    work = locked(work)
    if creator.person_id != by.pk:
        raise NotYours
    if agrees:
        work.refusals.filter(creator=creator).delete()
        named = [row.pk for row in work.credits.filter(creator=None) if row.name.casefold() == creator.name.casefold()]
        work.credits.filter(pk__in=named).update(creator=creator)
    else:
        Refusal.objects.get_or_create(work=work, creator=creator)
        work.credits.filter(creator=creator).update(creator=None)
    record(by=by, verb="showcase.link_credit", on=work, organisation=work.organisation, detail={"agrees": agrees})
    renewed(work)


@action
def place_asset(work: Work, asset: Asset, *, by: Any, **fields: Any) -> WorkAsset:
    """What a file is for (`place`), and for a picture whether the press gets it (`press`), `by` whom and under which `rights`.

    `author` stands for the field `by`, which is taken by who does this.
    """
    work = locked(work)
    open_to(work, by)
    row = work.work_assets.filter(asset=asset).first()
    if row is None:
        raise Refused
    if "author" in fields:
        fields["by"] = fields.pop("author")
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    show(work)
    record(by=by, verb="showcase.place_asset", on=work, organisation=work.organisation, detail={"asset": asset.pk})
    renewed(work)
    return row


@action
def set_needs(work: Work, rows: Iterable[Mapping[str, Any]], *, by: Any) -> Work:
    """What it is looking for, the most pressing first. Rows: {what, state}; one of each kind at most."""
    open_to(locked(work), by)
    needs = {row["what"]: {"what": row["what"], "state": dict(row.get("state") or {})} for row in rows if row.get("what")}
    work = change(work, by=by, verb="showcase.set_needs", needs=list(needs.values()))
    renewed(work)
    return work


@action
def set_recognitions(work: Work, rows: Iterable[Mapping[str, Any]], *, by: Any) -> list[Recognition]:
    """Selections, prizes and screenings, all anew. Rows: {kind, title, date, place?, country?, proof?}."""
    work = locked(work)
    open_to(work, by)
    work.recognitions.all().delete()
    made = Recognition.objects.bulk_create(Recognition(work=work, **row) for row in rows)
    detail = {"number": len(made)}
    record(by=by, verb="showcase.set_recognitions", on=work, organisation=work.organisation, detail=detail)
    renewed(work)
    return made
