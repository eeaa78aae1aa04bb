"""Proposing works, putting them together, publishing them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from incubator.access.registry import allowed
from incubator.access.stamps import touch
from incubator.audit.actions import action, change, locked, record
from incubator.lib import states
from incubator.lib.addresses import unused_slug
from incubator.lib.errors import NotLawful, NotYours, Refused
from incubator.organisations.states import Role
from incubator.outbox import post
from incubator.web.components.navigation import url_if
from incubator.web.texts import Texts
from participants.participations.models import Project
from programmes.editions.models import Cohort
from showcase.creators.queries import linkable
from showcase.media import actions as media
from showcase.media.models import Asset
from showcase.media.showing import settle
from showcase.media.states import Kind as Media
from showcase.works.checklist import missing
from showcase.works.indexing import index, set_facets
from showcase.works.models import Credit, Work, WorkAsset
from showcase.works.rules import makes
from showcase.works.states import MOVES, OPEN_TO_AUTHORS, Place, State

Role_ = Mapping[str, str] | str
PLACES = {Media.IMAGE: Place.STILL, Media.FILM: Place.MAIN, Media.SOUND: Place.MAIN, Media.DOCUMENT: Place.DOCUMENT}


@action
def draft(home: Project | Cohort, *, by: Any, title: Role_, kind: str, year: int, **fields: Any) -> Work:
    """A new work of a project, or of a cohort as a whole. `fields`: any text, fact or switch of `Work`."""
    project = home if isinstance(home, Project) else None
    cohort = home.cohort if isinstance(home, Project) else home
    titles = Texts(title) if isinstance(title, Mapping) else Texts({getattr(by, "language", "fr"): title})
    slug = unused_slug(titles.values(), lambda found: Work.objects.filter(slug=found).exists(), fallback="work")
    if project is not None:
        fields.setdefault("discipline", project.discipline)
    work = Work.objects.create(
        slug=slug, programme=cohort.programme, cohort=cohort, project=project, proposed_by=by, title=titles, kind=kind,
        year=year, **fields,
    )  # fmt: skip
    record(by=by, verb="showcase.draft_work", on=work, organisation=work.organisation)
    return work


def _open_to(work: Work, by: Any) -> None:
    """Authors change a work while it lies with them; an editor any time, but not their own behind a colleague's back."""
    if work.state not in OPEN_TO_AUTHORS and makes(by, work):
        raise NotLawful(_("This work is with the editors or public now. Ask them to send it back if it must change."))


def _renewed(work: Work) -> None:
    """What is public of it changes at once."""
    index(work)
    if work.state == State.PUBLISHED:
        touch()


@action
def edit(work: Work, *, by: Any, **fields: Any) -> Work:
    _open_to(locked(work), by)
    work = change(work, by=by, verb="showcase.edit_work", **fields)
    _renewed(work)
    return work


@action
def add_asset(
    work: Work, what: Asset | UploadedFile, place: str = "", *, by: Any, alt: Mapping[str, str] | None = None
) -> WorkAsset:
    """Put a file into the work, last in order. The first picture becomes the cover until another is chosen.

    Without `place` it goes where its kind belongs. Raises media's refusal where the upload is not what it claims.
    """
    work = locked(work)
    _open_to(work, by)
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
    _renewed(work)
    return row


@action
def describe(work: Work, asset: Asset, *, by: Any, alt: Mapping[str, str]) -> Asset:
    """The words of one of the work's files, for people who do not see it."""
    work = locked(work)
    _open_to(work, by)
    asset = media.describe(asset, by=by, alt=dict(alt))
    _renewed(work)
    return asset


@action
def remove_asset(work: Work, asset: Asset, *, by: Any) -> None:
    """Take a file out of the work; its original stays with who sent it."""
    work = locked(work)
    _open_to(work, by)
    if work.state in (State.PUBLISHED, State.SUBMITTED) and work.cover_id == asset.pk:
        raise Refused(_("A work that is shown needs its cover. Choose another one first."))
    work.work_assets.filter(asset=asset).delete()
    if work.cover_id == asset.pk:
        work.cover = None
        work.save(update_fields=["cover"])
    show(work, asset.pk)
    record(by=by, verb="showcase.remove_asset", on=work, organisation=work.organisation, detail={"asset": asset.pk})
    _renewed(work)


@action
def order_assets(work: Work, assets: Sequence[int], *, by: Any) -> None:
    """`assets`: keys of assets in their new order; those not named come after, as they were."""
    work = locked(work)
    _open_to(work, by)
    rows = {row.asset_id: row for row in work.work_assets.all()}
    wanted = [pk for pk in dict.fromkeys(assets) if pk in rows]
    for order, pk in enumerate([*wanted, *(pk for pk in rows if pk not in wanted)]):
        rows[pk].order = order
    WorkAsset.objects.bulk_update(rows.values(), ["order"])
    record(by=by, verb="showcase.order_assets", on=work, organisation=work.organisation)
    _renewed(work)


@action
def set_cover(work: Work, asset: Asset, *, by: Any, stage: str = "") -> Work:
    """The picture for walls and cards; `stage` is one of the dark colours proposed from it, or "" for the first."""
    work = locked(work)
    _open_to(work, by)
    if asset.kind != Media.IMAGE or not work.work_assets.filter(asset=asset).exists():
        raise Refused(_("The cover must be one of the work's pictures."))
    work = change(work, by=by, verb="showcase.set_cover", cover=asset, stage=stage)
    _renewed(work)
    return work


@action
def set_credits(work: Work, rows: Iterable[Mapping[str, Any]], *, by: Any) -> list[Credit]:
    """The credits in their order, all anew. Rows: {role, name, author?, creator?}; `role` per language or one text.

    A name that is spelled like a creator's of the same project is linked to their page.
    """
    work = locked(work)
    _open_to(work, by)
    known = linkable(work.project_id, work.proposed_by_id)
    work.credits.all().delete()
    made = [
        Credit(work=work, role=row["role"], name=row["name"], author=row.get("author", False), order=order,
               creator=row.get("creator") or known.get(row["name"].casefold()))
        for order, row in enumerate(rows)
    ]  # fmt: skip
    for credit in made:
        credit.save()
    record(by=by, verb="showcase.set_credits", on=work, organisation=work.organisation, detail={"names": len(made)})
    _renewed(work)
    return made


@action
def submit(work: Work, *, by: Any) -> Work:
    """Hand the work to the editors. Raises Refused with what is still missing; files may still be in preparation."""
    work = locked(work)
    _complete(work, but_waiting=True)
    states.move(work, State.SUBMITTED, MOVES)
    index(work)
    record(by=by, verb="showcase.submit_work", on=work, organisation=work.organisation)
    sent = timezone.now().isoformat()
    for person in _editors(work, but=by):
        post.tell(
            person, "work_submitted", key=f"work_submitted:{work.pk}:{sent}:{person.pk}", organisation=work.organisation, within=work.cohort,
            context={"title": _titled(work, person), "by": str(by)}, link=_address(person, "desk_work", work),
        )  # fmt: skip
    return work


def _complete(work: Work, *, but_waiting: bool = False) -> None:
    if lacking := [point for point in missing(work) if not (but_waiting and point.waiting)]:
        raise Refused(_("Not ready yet. Missing: %(points)s.") % {"points": "; ".join(str(point.text) for point in lacking)})


def _address(reader: Any, route: str, work: Work) -> str:
    """A page of the work in the reader's language."""
    with override(reader.language):
        above = work.cohort.slugs if route == "desk_work" and work.cohort else ()
        return url_if(f"showcase:{route}", *above, work.slug)


def _editors(work: Work, but: Any) -> list[Any]:
    """The organisation's editors, or its coordinators, or its owners: the first of them that there are."""
    members = list(work.organisation.memberships.exclude(person=but).select_related("person"))
    for role in (Role.EDITOR, Role.COORDINATOR, Role.OWNER):
        if found := [member.person for member in members if member.role == role]:
            return found
    return []


@action
def publish(work: Work, *, by: Any, at: datetime | None = None) -> Work:
    """Show the work to the world. Not by its own author; `at` says another moment than now (imports, the demo)."""
    work = locked(work)
    if makes(by, work):
        raise NotYours
    if not work.organisation.is_public:
        raise Refused(_("The organisation is not approved yet: nothing of it is shown before."))
    _complete(work)
    work.published = at or work.published or timezone.now()
    work.note, work.publish_by, work.publish_as_of = "", None, None
    states.move(work, State.PUBLISHED, MOVES, fields=("published", "note", "publish_by", "publish_as_of"))
    index(work)
    show(work)
    record(by=by, verb="showcase.publish_work", on=work, organisation=work.organisation)
    _tell_author(work, "work_published", "work")
    touch()
    return work


@action
def publish_when_ready(work: Work, *, by: Any, at: datetime | None = None) -> Work:
    """Publish it, now or as soon as the last of its files is prepared. Until then it can still be sent back."""
    work = locked(work)
    lacking = missing(work)
    if not lacking or not all(point.waiting for point in lacking):
        return publish(work, by=by, at=at)
    if makes(by, work):
        raise NotYours
    if State.PUBLISHED not in MOVES[State(work.state)]:
        raise NotLawful
    work.publish_by, work.publish_as_of = by, at
    work.save(update_fields=["publish_by", "publish_as_of"])
    record(by=by, verb="showcase.publish_work_when_ready", on=work, organisation=work.organisation)
    return work


@action
def publish_awaited(asset: int) -> list[Work]:
    """Publish the works that waited for this asset only. Who asked for it must still be allowed to."""
    published = []
    for work in Work.objects.filter(work_assets__asset=asset, publish_by__isnull=False).select_related("publish_by"):
        if missing(work):
            continue
        if State.PUBLISHED in MOVES[State(work.state)] and allowed("showcase.publish_work", work.publish_by, work):
            published.append(publish(work, by=work.publish_by, at=work.publish_as_of))
        else:
            _forget_awaited(work)
    return published


def _forget_awaited(work: Work) -> None:
    work.publish_by, work.publish_as_of = None, None
    work.save(update_fields=["publish_by", "publish_as_of"])


def show(work: Work, *more: int) -> None:
    """What the world may see of it changed: its files follow (`more`: those that just left it)."""
    settle([work.cover_id, *work.work_assets.values_list("asset", flat=True), *more])


def _tell_author(work: Work, kind: str, route: str, **context: Any) -> None:
    if (author := work.proposed_by) is None:
        return
    key = f"{kind}:{work.pk}:{timezone.now().isoformat()}"
    context |= {"title": _titled(work, author)}
    link = _address(author, route, work)
    post.tell(author, kind, key=key, organisation=work.organisation, within=work.cohort, context=context, link=link)


def _titled(work: Work, reader: Any) -> str:
    return work.title.best(reader.language)[0]


@action
def send_back(work: Work, note: str, *, by: Any) -> Work:
    """Return the work to its author with a note that says what to change."""
    if not note.strip():
        raise Refused(_("Write what should change, so that the author can do it."))
    work = locked(work)
    work.note, work.publish_by, work.featured = note.strip(), None, False
    states.move(work, State.RETURNED, MOVES, fields=("note", "publish_by", "featured"))
    record(by=by, verb="showcase.send_back_work", on=work, organisation=work.organisation, detail={"note": work.note})
    _tell_author(work, "work_returned", "my_work", note=work.note)
    return work


@action
def unpublish(work: Work, *, by: Any, note: str = "") -> Work:
    """Take the work down: it is not found any more, and its public files are gone with it."""
    work = locked(work)
    work.note, work.featured = note.strip(), False
    states.move(work, State.UNPUBLISHED, MOVES, fields=("note", "featured"))
    set_facets(work)
    show(work)
    record(by=by, verb="showcase.unpublish_work", on=work, organisation=work.organisation, detail={"note": work.note})
    _tell_author(work, "work_unpublished", "my_work", note=work.note)
    touch()
    return work


@action
def feature(work: Work, *, by: Any, featured: bool = True) -> Work:
    """On the front page (once it is published), or not any more; the newest featured one leads."""
    if featured and work.state not in (State.SUBMITTED, State.PUBLISHED):
        raise NotLawful
    work = change(work, by=by, verb="showcase.feature_work", featured=featured)
    touch()
    return work
