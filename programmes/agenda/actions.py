"""The secret address of one's calendar."""

from typing import Any

from incubator.audit.actions import action, locked, record
from programmes.agenda.models import Feed, feed_token


@action
def open_feed(*, by: Any) -> Feed:
    """The person's feed, made on first use."""
    feed, _made = Feed.objects.get_or_create(person=by)
    return feed


@action
def renew_feed(*, by: Any) -> Feed:
    """A new address; whoever had the old one sees nothing more."""
    feed = locked(open_feed(by=by))
    feed.token = feed_token()
    feed.save(update_fields=["token"])
    record(by=by, verb="programmes.renew_feed", on=feed)
    return feed
