"""How far an asset is, for its owner and those who edit its work."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.access import guarded
from incubator.lib.errors import Refused
from incubator.web.http import Request
from showcase.media import actions
from showcase.media.models import Asset


@guarded("showcase.see_asset", Asset)
def progress(request: Request, asset: Asset) -> HttpResponse:
    """The state of one asset: a page of its own, or the fragment that asks for itself again while work goes on."""
    if request.htmx:
        response = render(request, "showcase/media/state.html", {"asset": asset})
        if not asset.is_under_way and request.htmx.current_url_abs_path == request.path:
            response.headers["HX-Refresh"] = "true"  # its own page shows what was made
        return response
    return render(request, "showcase/media/asset.html", {"asset": asset})


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
