"""Pages of one's own account that allauth does not have."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from incubator.access import public
from incubator.accounts.codes import TooManyCodes, send_code
from incubator.accounts.forms import AddressForm


@public
def continue_with_code(request: HttpRequest) -> HttpResponse:
    """Asks for an address and mails it a code, whether it has an account or not; then goes where one was going."""
    if request.user.is_authenticated:
        onward = request.GET.get("next", "")
        fits = url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()})
        return HttpResponseRedirect(onward if fits else reverse("incubator:landing"))
    form = AddressForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if request.method == "POST" and form.is_valid():
        try:
            return send_code(request, form.cleaned_data["email"], next_url=form.cleaned_data["next"])
        except TooManyCodes as refused:
            form.add_error("email", str(refused))
    return render(request, "incubator/accounts/continue.html", {"form": form})
