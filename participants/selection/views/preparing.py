"""Towards publication: letters, feedback, the freezing, signatures, the word that publishes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incubator.access import guarded
from incubator.lib.numbers import whole
from incubator.organisations.states import SignOff
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from incubator.web.paging import page
from participants.applications.models import Application
from participants.selection import actions as selections
from participants.selection import queries
from participants.selection.forms import FeedbackForm, LettersForm, PublishForm
from participants.selection.letters import WORDS
from participants.selection.models import Decision, Selection
from participants.selection.previews import decided, outcomes, previews
from participants.selection.sign_off import standing
from participants.selection.states import State
from participants.selection.views.desk import back, selection_asked
from programmes.editions.models import Cohort


def address(name: str, cohort: Cohort, selection: Selection) -> str:
    return f"{reverse(f'participants:{name}', args=cohort.slugs)}?call={selection.call.slug}"


def as_read(selection: Selection) -> dict[str, Any]:
    """The letters as real people will read them, and how many go."""
    decisions = decided(selection)
    return {"previews": previews(selection, decisions), "outcomes": outcomes(decisions)}


def around(cohort: Cohort, selection: Selection) -> dict[str, Any]:
    return {
        "cohort": cohort,
        "selection": selection,
        "call": selection.call,
        "back": address("desk_selection", cohort, selection),
    }


@guarded("participants.manage_selection", Cohort)
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: Request, cohort: Cohort) -> HttpResponse:
    """The letters, and each as it will be read, in every language somebody reads."""
    selection = selection_asked(request, cohort)
    form = LettersForm(request.POST or None, selection=selection)
    if attempt(form, lambda **clean: selections.edit_letters(selection, by=request.user, **clean)):
        messages.success(request, _("The letters are kept. Below is how they read."))
        return redirect(f"{request.path}?call={selection.call.slug}#previews")
    context = around(cohort, selection) | as_read(selection) | {"form": form, "words": [f"${word}" for word in WORDS]}
    context["feedback"] = address("feedback", cohort, selection) if queries.with_comments(selection).exists() else ""
    return render(request, "participants/selection/letters.html", context, status=422 if form.errors else 200)


# --- feedback ---
@guarded("participants.manage_selection", Cohort)
@require_safe
def feedback(request: Request, cohort: Cohort) -> HttpResponse:
    """For whom readers wrote something, and what of it goes."""
    selection = selection_asked(request, cohort)
    found = page(request, queries.with_comments(selection), order=("pk",))
    comments = queries.comments_for(selection, [row.application_id for row in found])
    rows = [(row, texts_of(row, selection, comments.get(row.application_id, []))) for row in found]
    context = around(cohort, selection) | {"rows": rows, "page": found, "letters": address("letters", cohort, selection)}
    return render(request, "participants/selection/feedback.html", context)


def texts_of(decision: Decision, selection: Selection, comments: list[str]) -> list[tuple[str, bool]]:
    """Each text with whether it goes: those chosen here, then what reviewers wrote and was not taken."""
    if decision.feedback is None:
        return [(text, selection.share_comments) for text in comments]
    return [(text, True) for text in decision.feedback] + [(text, False) for text in comments if text not in decision.feedback]


@guarded("participants.manage_offer", Application)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_feedback(request: Request, application: Application) -> HttpResponse:
    """What one applicant reads beside the letter."""
    decision = queries.decision_on_desk(application)
    if decision is None or decision.selection.state != State.PROPOSED:
        raise Http404
    cohort, selection = application.call.cohort, decision.selection
    selection.call = application.call
    if request.method == "POST" and request.POST.get("step") == "untouched":
        version = whole(request.POST.get("version"))
        done = (
            _("What readers wrote goes as they wrote it.") if selection.share_comments else _("Nothing goes beside the letter.")
        )
        told(
            request,
            lambda: selections.edit_feedback(application, None, by=request.user, version=-1 if version is None else version),
            done,
        )
        return redirect(address("feedback", cohort, selection))
    texts = texts_of(decision, selection, queries.comments_of(application))
    form = FeedbackForm(request.POST or None, texts=texts, version=decision.version)
    act = lambda **clean: selections.edit_feedback(application, form.texts(), by=request.user, version=clean["version"])  # noqa: E731
    if attempt(form, act):
        messages.success(request, _("The feedback is kept."))
        return redirect(address("feedback", cohort, selection))
    context = around(cohort, selection) | {"application": application, "decision": decision, "form": form}
    context["back"] = address("feedback", cohort, selection)
    return render(request, "participants/selection/feedback_edit.html", context, status=422 if form.errors else 200)


# --- freezing, signing, publishing ---
@guarded("participants.manage_selection", Cohort)
@require_POST
def freeze(request: Request, cohort: Cohort) -> HttpResponse:
    selection = selection_asked(request, cohort)
    if request.POST.get("step") == "unfreeze":
        told(request, lambda: selections.unfreeze(selection, by=request.user), _("Decisions can change again."))
    else:
        told(request, lambda: selections.freeze(selection, by=request.user), _("Frozen. Read it over, then publish."))
    return back(request, cohort)


@guarded("participants.sign_selection", Cohort)
@require_POST
def sign(request: Request, cohort: Cohort) -> HttpResponse:
    """One's own signature under what the page showed, or the taking back of it."""
    selection = selection_asked(request, cohort)
    if request.POST.get("step") == "back":
        told(request, lambda: selections.take_signature_back(selection, by=request.user), _("Your signature is taken back."))
    else:
        digest = request.POST.get("digest", "")
        told(request, lambda: selections.sign(selection, by=request.user, digest=digest), _("Signed."))
    return redirect(address("publish_selection", cohort, selection))


@guarded("participants.manage_selection", Cohort)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: Request, cohort: Cohort) -> HttpResponse:
    """Asked by the name of the cohort, with what each sort of applicant will read, and who signed it."""
    selection = selection_asked(request, cohort)
    form = PublishForm(request.POST or None, selection=selection)
    if form.is_valid() and told(
        request, lambda: selections.publish(selection, by=request.user), _("Published. The letters are on their way.")
    ):
        return redirect(address("answers", cohort, selection))
    context = around(cohort, selection) | as_read(selection) | {"form": form}
    if selection.organisation.sign_off != SignOff.NONE:
        signed = standing(selection)
        context |= {"signed": signed, "own": signed.by(request.user.pk), "rule": SignOff(signed.rule).label}
    context["may_publish"] = "signed" not in context or context["signed"].is_complete
    return render(request, "participants/selection/publish.html", context, status=422 if form.errors else 200)
