"""What the desk's pages of a call have in common."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from incubator.lib.errors import Refused
from incubator.web.http import Request
from programmes.calls.models import Call


def subtabs(call: Call, here: str) -> list[dict[str, Any]]:
    """The pages of one call."""
    pages = (
        ("desk_call", _("Overview")),
        ("desk_call_edit", _("Texts, dates, rules")),
        ("desk_call_form", _("Form")),
        ("desk_call_stages", _("Evaluation")),
        ("desk_call_preview", _("Preview")),
        ("desk_call_passes", _("Late passes")),
    )
    return [
        {"text": text, "href": reverse(f"programmes:{name}", args=call.slugs), "current": name == here} for name, text in pages
    ]


def show(request: Request, call: Call, page: str, here: str, **context: Any) -> HttpResponse:
    """A desk page of a call, with its tabs and the way back."""
    back = [{"text": _("Calls"), "href": reverse("programmes:desk_calls", args=call.cohort.slugs)}]
    if here != "desk_call":
        back.append({"text": str(call.title), "href": reverse("programmes:desk_call", args=call.slugs)})
    common = {"call": call, "cohort": call.cohort, "pages": subtabs(call, here), "back": back}
    return render(request, f"programmes/calls/{page}.html", common | context)


def to(call: Call, name: str, *more: Any, anchor: str = "") -> HttpResponseRedirect:
    address = reverse(f"programmes:{name}", args=[*call.slugs, *more])
    return redirect(f"{address}#{anchor}" if anchor else address)


def attempt(form: forms.BaseForm, act: Callable[[], Any]) -> Any:
    """What the action gave, or None with its refusal said on the form."""
    try:
        return act()
    except Refused as refusal:
        field = getattr(refusal, "field", None)
        form.add_error(f"{field}_day" if field and f"{field}_day" in form.fields else None, str(refusal))
        return None
