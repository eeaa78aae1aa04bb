"""How a page asks for an action and shows its refusal."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

from incubator.lib.errors import Refused

R = TypeVar("R")


def attempt(form: BaseForm, act: Callable[..., R]) -> R | None:
    """`act(**cleaned)` where the form is valid; a refusal becomes the form's own error and gives None."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return act(**form.cleaned_data)
    except Refused as why:
        form.add_error(None, str(why.message))
        return None


def told(request: HttpRequest, act: Callable[[], Any], done: str = "") -> bool:
    """Run an action that has no form: say what was done, or why not. True where it happened."""
    try:
        act()
    except Refused as why:
        messages.error(request, str(why.message))
        return False
    if done:
        messages.success(request, done)
    return True
