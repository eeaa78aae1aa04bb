"""Continue with a code: an address is enough, for those who have an account and those who do not."""

from urllib.parse import urlencode

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from incubator.accounts import actions as accounts
from incubator.accounts.queries import known
from incubator.lib.errors import Refused


class TooManyCodes(Refused):
    message = _("Too many codes were asked for in a short time. Wait a minute, then try again. What you typed is kept.")


def send_code(request: HttpRequest, email: str, *, next_url: str = "", name: str = "", known_only: bool = False) -> HttpResponse:
    """Mail a code to the address and go to the page that asks for it; afterwards to `next_url` (a path on this site).

    The answer is the same whether the address had an account or not. An address without one gets one and its code, but
    with `known_only` no mail: sign-in pages do not write to strangers. Raises TooManyCodes.
    """
    email = email.strip().lower()
    if not ratelimit.consume(request, action="request_login_code", key=email):
        raise TooManyCodes
    user = known(email) if known_only else accounts.person_for(email, language=get_language() or "fr", name=name)
    LoginCodeVerificationProcess.initiate(request=request, user=user if user and user.is_active else None, email=email)
    address = reverse("account_confirm_login_code")
    if next_url and url_has_allowed_host_and_scheme(next_url, allowed_hosts={request.get_host()}):
        address = f"{address}?{urlencode({'next': next_url})}"
    return HttpResponseRedirect(address)
