"""Counting what is seen of works."""

import secrets
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from showcase.reach import basket
from showcase.reach.models import Emptied
from showcase.reach.visitor import country_of, is_person
from showcase.works.models import Work

AGAIN = 30 * 60
"""Seconds within which the same page opened again is the same visit."""
DAY = 86400
_memory = LocMemCache("reach", {"OPTIONS": {"MAX_ENTRIES": 20_000}})


def count(request: HttpRequest, slug: str, what: str, part: str = "") -> None:
    """Once, where a person asks who does not make the work, and not again within the half hour; `part` tells files apart."""
    if not is_person(request.headers) or _makes(request.user, slug) or not _first(request, f"{slug}|{what}|{part}"):
        return
    today = timezone.now().date()
    basket.put(basket.Count(slug, what, country_of(request.headers), today))


def _makes(user: Any, slug: str) -> bool:
    """Its authors and editors look at it all day."""
    return user.is_authenticated and Work.objects.visible_to(user).filter(slug=slug).exists()


def _first(request: HttpRequest, thing: str) -> bool:
    """By a mark that cannot be traced back: address and browser, hashed with a secret that is thrown away with the day."""
    store = cache if settings.REDIS_URL else _memory
    who = f"{get_adapter().get_client_ip(request)}|{request.headers.get('User-Agent', '')}"
    mark = salted_hmac(_salt(timezone.now().date()), f"{who}|{thing}", algorithm="sha256").hexdigest()[:32]
    return bool(store.add(f"reach:{mark}", 1, AGAIN))


@lru_cache(maxsize=2)
def _salt(day: date) -> str:
    """The same for all processes of a day; the cache forgets it, and nobody writes it down."""
    store = cache if settings.REDIS_URL else _memory
    return str(store.get_or_set(f"reach:salt:{day.isoformat()}", secrets.token_hex, 2 * DAY))


def tidy() -> None:
    """Names of baskets that nobody carries any more."""
    Emptied.objects.filter(at__lt=timezone.now() - timedelta(days=2)).delete()
