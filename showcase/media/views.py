"""How far an asset is, and what belongs to it, for its owner and those who edit its work."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.access import guarded
from incubator.access.registry import allowed
from incubator.files.resumable import actions as uploads
from incubator.files.resumable.queries import unfinished
from incubator.lib.errors import Refused
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from showcase.media import actions, around, players, posters, queries, receiving, wording
from showcase.media.forms import AroundForm, DescriptionForm, PosterForm, TitleForm, TrackForm, TrackTextForm, TranscriptForm
from showcase.media.models import Asset, Track
from showcase.media.states import Kind


@guarded("showcase.see_asset", Asset)
def progress(request: Request, asset: Asset) -> HttpResponse:
    """The state of one asset: a page of its own, or the fragment that asks for itself again while work goes on."""
    if request.htmx:
        response = render(request, "showcase/media/state.html", {"asset": asset})
        if not asset.is_under_way and request.htmx.current_url_abs_path == request.path:
            response.headers["HX-Refresh"] = "true"  # its own page shows what was made
        return response
    queries.with_renditions([asset])
    context = {"asset": asset, "can_edit": allowed("showcase.edit_asset", request.user, asset)}
    return render(request, "showcase/media/asset.html", context)


@require_POST
@guarded("showcase.retry_asset", Asset)
def retry(request: Request, asset: Asset) -> HttpResponse:
    try:
        actions.retry(asset, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is being prepared again."))
    return redirect("showcase:asset", asset=asset.pk)


def _shown(request: Request, asset: Asset, page: str, **more: Any) -> HttpResponse:
    status = 422 if any(form.errors for form in more.values() if hasattr(form, "errors")) else 200
    return render(request, f"showcase/media/{page}.html", {"asset": asset, "can_edit": True} | more, status=status)


def _of_kind(asset: Asset, *kinds: Kind) -> None:
    if asset.kind not in kinds:
        raise Http404


@guarded("showcase.edit_asset", Asset)
def captions(request: Request, asset: Asset) -> HttpResponse:
    """The languages there are, and one more from a file."""
    _of_kind(asset, Kind.FILM, Kind.SOUND)
    form = TrackForm(request.POST or None, request.FILES or None)
    if attempt(form, partial(_taken, request, asset)):
        return redirect("showcase:asset_captions", asset.pk)
    return _shown(request, asset, "captions", form=form, tracks=list(asset.tracks.all()))


def _taken(request: Request, asset: Asset, file: bytes, language: str, kind: str) -> Any:
    return wording.set_track(asset, file, kind=kind, language=language, by=request.user)


@guarded("showcase.edit_asset", Asset)
def track(request: Request, asset: Asset, track: int) -> HttpResponse:
    """One language's captions as text, mended in place, or away with them."""
    found = queries.track_of(asset, track)
    if found is None:
        raise Http404
    if request.method == "POST" and "remove" in request.POST:
        told(request, partial(wording.drop_track, found, by=request.user), _("Removed."))
        return redirect("showcase:asset_captions", asset.pk)
    form = TrackTextForm(request.POST or None, initial={"text": found.text})
    if attempt(form, partial(_rewritten, request, asset, found)):
        messages.success(request, _("Saved."))
        return redirect("showcase:asset_captions", asset.pk)
    return _shown(request, asset, "track", form=form, track=found)


def _rewritten(request: Request, asset: Asset, old: Track, text: str) -> Track:
    return wording.set_track(asset, text, kind=old.kind, language=old.language, by=request.user)


@guarded("showcase.edit_asset", Asset)
def transcript(request: Request, asset: Asset) -> HttpResponse:
    _of_kind(asset, Kind.FILM, Kind.SOUND)
    form = TranscriptForm(request.POST or None, instance=asset)
    if attempt(form, partial(wording.set_transcript, asset, by=request.user)):
        messages.success(request, _("Saved."))
        return redirect("showcase:asset", asset.pk)
    return _shown(request, asset, "transcript", form=form, tracks=list(asset.tracks.all()))


@guarded("showcase.edit_asset", Asset)
def title(request: Request, asset: Asset) -> HttpResponse:
    _of_kind(asset, Kind.FILM, Kind.SOUND, Kind.LINK, Kind.MODEL)
    form = TitleForm(request.POST or None, instance=asset)
    if attempt(form, partial(actions.name, asset, by=request.user)):
        messages.success(request, _("Saved."))
        return redirect("showcase:asset", asset.pk)
    return _shown(request, asset, "title", form=form)


@guarded("showcase.edit_asset", Asset)
def description(request: Request, asset: Asset) -> HttpResponse:
    _of_kind(asset, Kind.FILM)
    if request.method == "POST" and "remove" in request.POST:
        told(request, partial(wording.drop_description, asset, by=request.user), _("Removed."))
        return redirect("showcase:asset_description", asset.pk)
    holder, key = receiving.holder_of(asset), request.POST.get("finished") or request.POST.get("drop")
    form = DescriptionForm(None if key else request.POST or None, request.FILES or None)
    refusal = ""
    if key and "drop" in request.POST:
        uploads.drop(holder, key)
    elif key:
        refusal = uploads.fate(holder, key)
        asset.refresh_from_db()
    elif attempt(form, partial(wording.describe_aloud, asset, by=request.user)):
        return redirect("showcase:asset_description", asset.pk)
    more = {"waiting": unfinished(holder, request.user), "refusal": refusal}
    if request.headers.get("X-Upload"):
        return render(request, "showcase/media/_described.html", {"asset": asset} | more, status=422 if refusal else 200)
    return _shown(request, asset, "description", form=form, **more)


@guarded("showcase.edit_asset", Asset)
def poster(request: Request, asset: Asset) -> HttpResponse:
    """One of the frames the film proposes, or a picture of one's own."""
    _of_kind(asset, Kind.FILM, Kind.LINK, Kind.MODEL)
    form = PosterForm(request.POST or None, request.FILES or None)
    if attempt(form, partial(_chosen, request, asset)):
        messages.success(request, _("The poster is being prepared."))
        return redirect("showcase:asset", asset.pk)
    frames = [
        {"moment": f"{moment:.2f}", "file": made, "chosen": asset.moment is not None and float(asset.moment) == moment}
        for moment, made in zip(asset.moments, players.made_in_order(asset, "candidate-"), strict=False)
    ]
    return _shown(request, asset, "poster", form=form, frames=frames)


def _chosen(request: Request, asset: Asset, upload: Any) -> Asset:
    if upload:
        return posters.choose(asset, upload, by=request.user)
    try:
        moment = float(request.POST.get("moment", ""))
    except ValueError:
        raise Refused(_("Choose one of the pictures, or add one of your own.")) from None
    return posters.choose(asset, moment, by=request.user)


@guarded("showcase.edit_asset", Asset)
def all_round(request: Request, asset: Asset) -> HttpResponse:
    """Whether it was taken all round; what the file says of it is proposed."""
    _of_kind(asset, *around.KINDS)
    form = AroundForm(request.POST or None, initial={"around": asset.around or asset.said})
    if attempt(form, partial(around.say, asset, by=request.user)):
        asset.refresh_from_db()
        if around.bent(asset):
            messages.warning(request, _("Saved. A view all round is twice as wide as high for each eye: this one may look bent."))
        else:
            messages.success(request, _("Saved."))
        return redirect("showcase:asset", asset.pk)
    return _shown(request, asset, "around", form=form)
