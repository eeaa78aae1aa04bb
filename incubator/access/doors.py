"""Every route has one of these marks; the middleware refuses a view without one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control

from incubator.access.registry import allowed, stopped
from incubator.access.visits import visited

View = Callable[..., Any]


@dataclass(frozen=True)
class Door:
    """How a view is entered: kind "public", "member" or "guarded", and with which permission and model."""

    kind: str
    permission: str = ""
    model: type[Model] | None = None
    stamped: bool = False
    visit: str = ""


def _mark(view: View, door: Door) -> View:
    view.door = door  # type: ignore[attr-defined]
    return view


def private(response: HttpResponse) -> HttpResponse:
    """No proxy, no browser history may keep a signed-in page."""
    patch_cache_control(response, private=True, no_store=True)
    return response


def to_sign_in(request: HttpRequest) -> HttpResponse:
    response: Any = redirect_to_login(request.get_full_path())
    if request.headers.get("HX-Request"):
        # A fragment cannot show the sign-in page in its own place: the whole page goes there.
        response = HttpResponse(status=204, headers={"HX-Redirect": response.url})
    if request.headers.get("Accept") == "application/json":
        # A script keeps what was typed and lets the person sign in where they are.
        response = JsonResponse({"sign_in": True}, status=401)
    return response


def find(model: type[Any], user: Any, kwargs: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """The row a route names, among those the user may see, and the route's remaining arguments.

    Raises Http404 alike for what is not there and for what the person may not see.
    """
    lookups = {model.route[name]: value for name, value in kwargs.items() if name in model.route}
    rest = {name: value for name, value in kwargs.items() if name not in model.route}
    if not lookups:
        raise LookupError(f"{model.__name__}.route has none of {sorted(kwargs)}")
    row = model.objects.visible_to(user).filter(**lookups).first()
    if row is None:
        raise Http404
    return row, rest


def guarded(permission: str, model: type[Any] | None = None) -> Callable[[View], View]:
    """Only for people with `permission`; with `model`, the view gets the row its address names as second argument.

    Signs in first; 404 where the row is not there or not visible, 403 where it is visible but the step is not theirs.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            row = None
            if model is not None:
                row, kwargs = find(model, request.user, kwargs)
            if not allowed(permission, request.user, row):
                raise PermissionDenied
            if (elsewhere := stopped(request, row)) is not None:
                return private(elsewhere)
            answer = view(request, *args, **kwargs) if model is None else view(request, row, *args, **kwargs)
            return private(answer)

        return _mark(enter, Door("guarded", permission, model))

    return mark


def member(view: View) -> View:
    """For anyone signed in, on what is their own: the view takes its rows through `visible_to` or the user."""

    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        return private(view(request, *args, **kwargs))

    return _mark(enter, Door("member"))


def public(view: View | None = None, *, stamped: bool = False, visit: str = "") -> Any:
    """For everyone. `stamped`: an anonymous repeated visit is answered 304 as long as nothing public has changed.

    `visit` names what is looked at, for whoever counts it (access.visits).
    """
    if view is None:
        return lambda inner: public(inner, stamped=stamped, visit=visit)
    from incubator.access.stamps import stamped_answer

    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return private(view(request, *args, **kwargs))
        if stamped and request.method in ("GET", "HEAD"):
            return stamped_answer(request, lambda: view(request, *args, **kwargs))
        return view(request, *args, **kwargs)

    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = answered(request, *args, **kwargs)
        if visit:
            visited(visit, request, answer, kwargs)
        return answer

    return _mark(enter, Door("public", stamped=stamped, visit=visit))
