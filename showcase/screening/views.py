"""Rooms: for their guests, for those who open them, for those whose works are in them."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from incubator.access import guarded, member, public
from incubator.lib.numbers import whole
from incubator.web.acting import attempt, told
from incubator.web.arranging import rearranged
from incubator.web.http import Request
from incubator.web.paging import page
from programmes.editions.models import Programme
from showcase.screening import actions, exports, queries
from showcase.screening.forms import InvitationForm, ScreeningForm
from showcase.screening.guests import forgotten, remember
from showcase.screening.models import Invitation, Screening
from showcase.works.page import by_role, line_of, parts_of

PAGE = 24


# --- the guest ---
def _hidden(response: HttpResponse) -> HttpResponse:
    """Found by nobody, kept by nobody, told to nobody."""
    patch_cache_control(response, private=True, no_store=True)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _invited(token: str) -> Invitation:
    found = queries.open_invitation(token)
    if found is None:
        raise Http404
    return found


@public
def screening(request: Request, token: str) -> HttpResponse:
    """The room; the terms before it."""
    invitation = _invited(token)
    if request.method == "POST":
        if request.POST.get("accept") == "1":
            actions.accept(invitation)
        return _hidden(redirect("showcase:screening", token))
    if invitation.accepted is None:
        context = {"invitation": invitation, "terms": actions.terms_of(invitation.screening)}
        return _hidden(render(request, "showcase/screening/terms.html", context))
    context = {"invitation": invitation, "room": invitation.screening, "entries": queries.shown_to(invitation)}
    return _hidden(remember(request, render(request, "showcase/screening/room.html", context), invitation))


@public
def screened(request: Request, token: str, slug: str) -> HttpResponse:
    """One work in full, with the guest's name over it."""
    invitation = _invited(token)
    if invitation.accepted is None:
        return _hidden(redirect("showcase:screening", token))
    work = queries.shown_work(invitation, slug)
    if work is None:
        raise Http404
    actions.note_opened(invitation, work)
    parts = parts_of(work, queries.files_of(work), whole=True)
    context = parts | {"invitation": invitation, "work": work, "line": line_of(work), "roles": by_role(list(work.credits.all()))}
    return _hidden(remember(request, render(request, "showcase/screening/work.html", context), invitation))


@public
def screening_kept(request: Request, token: str) -> HttpResponse:
    """What is kept of the guest, to read, to take along, to have erased; also after the link has ended."""
    invitation = queries.kept_of(token)
    if invitation is None:
        raise Http404
    if request.method == "POST":
        if request.POST.get("erase") != "1":
            return _hidden(redirect("showcase:screening_kept", token))
        actions.forget(invitation)
        return _hidden(forgotten(render(request, "showcase/screening/erased.html", {"room": invitation.screening})))
    viewings = queries.viewings_of(invitation)
    if request.GET.get("as") == "json":
        answer = JsonResponse(exports.kept(invitation, viewings), json_dumps_params={"ensure_ascii": False, "indent": 1})
        answer.headers["Content-Disposition"] = 'attachment; filename="veillee.json"'
        return _hidden(answer)
    return _hidden(render(request, "showcase/screening/kept.html", {"invitation": invitation, "viewings": viewings}))


@csrf_exempt  # a beacon carries no token; the address itself is the guest's secret, and it only raises one number
@public
@require_POST
def played(request: Request, token: str, slug: str) -> HttpResponse:
    invitation, percent = _invited(token), whole(request.POST.get("percent"))
    work = queries.shown_work(invitation, slug) if invitation.accepted else None
    if work is not None and percent is not None:
        actions.note_played(invitation, work, percent)
    return _hidden(HttpResponse(status=204))


# --- the author ---
@member
def my_screenings(request: Request) -> HttpResponse:
    """Where one's works are asked for, where they are shown, and who watched them."""
    context = {"entries": queries.entries_for(request.user), "viewings": queries.viewings_for(request.user)}
    return render(request, "showcase/screening/mine.html", context)


@require_POST
@member
def answer_screening(request: Request, entry: int) -> HttpResponse:
    found = queries.entry_for(request.user, entry)
    if found is None:
        raise Http404
    agrees = request.POST.get("agrees") == "1"
    said = _("It is shown there.") if agrees else _("It is not shown there.")
    told(request, partial(actions.answer, found, agrees, by=request.user), said)
    return redirect("showcase:my_screenings")


# --- the desk ---
def _slugs(programme: Programme) -> tuple[str, str]:
    return programme.organisation.slug, programme.slug


def _desk(request: Request, template: str, programme: Programme, **more: Any) -> HttpResponse:
    back = [
        {"text": str(programme.name), "href": reverse("programmes:desk_programme", args=_slugs(programme))},
        {"text": _("Screening rooms"), "href": reverse("showcase:desk_screenings", args=_slugs(programme))},
    ]
    context = {"programme": programme, "organisation": programme.organisation, "back": back} | more
    wrong = any(more[name].errors for name in ("form", "guest") if name in more)
    return render(request, template, context, status=422 if wrong else 200)


@guarded("showcase.view_screenings", Programme)
def desk_screenings(request: Request, programme: Programme) -> HttpResponse:
    form = ScreeningForm(request.POST or None)
    if made := attempt(form, partial(actions.create, programme, by=request.user)):
        return redirect("showcase:desk_screening", *_slugs(programme), made.pk)
    shown = page(request, queries.of_programme(programme), order=("-created", "-pk"), size=PAGE)
    return _desk(request, "showcase/screening/desk_screenings.html", programme, page=shown, form=form)


def _room(request: Request, screening: Screening, form: ScreeningForm, guest: InvitationForm) -> HttpResponse:
    typed = request.GET.get("q", "")[:80]
    return _desk(
        request, "showcase/screening/desk_screening.html", screening.programme, screening=screening, form=form, guest=guest,
        entries=queries.entries_of(screening), found=queries.to_add(screening, typed, request.user), typed=typed,
        invitations=queries.invitations_of(screening), viewings=queries.viewings_in(screening),
    )  # fmt: skip


def _back(screening: Screening) -> HttpResponse:
    return redirect("showcase:desk_screening", *_slugs(screening.programme), screening.pk)


@guarded("showcase.edit_screening", Screening)
def desk_screening(request: Request, screening: Screening) -> HttpResponse:
    """One room: its works, its guests, what was seen."""
    form = ScreeningForm(request.POST or None, instance=screening)
    if attempt(form, partial(actions.edit, screening, by=request.user)):
        return _back(screening)
    return _room(request, screening, form, InvitationForm(initial={"language": get_language()}))


@require_POST
@guarded("showcase.edit_screening", Screening)
def screening_works(request: Request, screening: Screening) -> HttpResponse:
    """Adds a work, takes one out, or puts all in another order."""
    add, out = whole(request.POST.get("add")), whole(request.POST.get("out"))
    if add is not None:
        if (work := queries.work_to_add(screening, add)) is None:
            raise Http404
        told(request, partial(actions.add, screening, work, by=request.user))
    elif out is not None:
        told(request, partial(actions.take_out, screening, out, by=request.user))
    else:
        keys = [row.work_id for row in queries.entries_of(screening)]
        told(request, partial(actions.arrange, screening, rearranged(keys, request.POST), by=request.user))
    return _back(screening)


@require_POST
@guarded("showcase.edit_screening", Screening)
def screening_invite(request: Request, screening: Screening) -> HttpResponse:
    guest = InvitationForm(request.POST)
    if attempt(guest, partial(actions.invite, screening, by=request.user)):
        return _back(screening)
    return _room(request, screening, ScreeningForm(instance=screening), guest)


def _guest(screening: Screening, pk: int) -> Invitation:
    found = queries.invitation_of(screening, pk)
    if found is None:
        raise Http404
    return found


@require_POST
@guarded("showcase.edit_screening", Screening)
def screening_revoke(request: Request, screening: Screening, guest: int) -> HttpResponse:
    found = _guest(screening, guest)
    told(request, partial(actions.revoke, found, by=request.user), _("The link opens nothing any more."))
    return _back(screening)


@guarded("showcase.edit_screening", Screening)
def screening_forget(request: Request, screening: Screening, guest: int) -> HttpResponse:
    """Erases a guest who asks for it, after a question."""
    found = _guest(screening, guest)
    if request.method == "POST":
        told(
            request,
            partial(actions.forget, found, by=request.user),
            _("Erased. That the terms were accepted stays, without a name."),
        )
        return _back(screening)
    context = {
        "question": _("Erase what is kept of %(name)s?") % {"name": found.name},
        "consequence": _("Name, address and what was watched go for good, and the link ends. Authors keep the number of guests only."),
        "action": _("Erase"), "tone": "no", "back": reverse("showcase:desk_screening", args=[*_slugs(screening.programme), screening.pk]),
    }  # fmt: skip
    return render(request, "layouts/confirm.html", context)
