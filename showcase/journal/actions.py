"""Issues and articles of the review: written, ordered, published."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incubator.access.stamps import touch
from incubator.audit.actions import action, change, locked, record
from incubator.files.content import Kind as Sort
from incubator.lib.addresses import unused_slug
from incubator.lib.errors import Refused
from programmes.editions.models import Programme
from showcase.journal.models import Article, Issue
from showcase.media import actions as media
from showcase.media.models import Asset
from showcase.media.showing import settle

Picture = Asset | UploadedFile | None


def _picture(what: Picture, by: Any) -> Asset | None:
    return media.receive(what, by=by, kinds=[Sort.IMAGE]) if isinstance(what, UploadedFile) else what


@action
def create_issue(programme: Programme, *, by: Any, title: Mapping[str, str], number: int = 0, **fields: Any) -> Issue:
    """The next issue, not public yet; without `number` it is the last one's plus one. `cover`: an asset or an upload."""
    last = programme.issues.aggregate(last=Max("number"))["last"] or 0
    fields["cover"] = _picture(fields.get("cover"), by)
    slug = unused_slug(
        [f"{programme.slug} {number or last + 1}"], lambda slug: Issue.objects.filter(slug=slug).exists(), fallback="issue"
    )
    issue = Issue.objects.create(programme=programme, slug=slug, title=title, number=number or last + 1, **fields)
    record(by=by, verb="showcase.create_issue", on=issue, organisation=issue.organisation)
    return issue


@action
def edit_issue(issue: Issue, *, by: Any, **fields: Any) -> Issue:
    if "cover" in fields:
        fields["cover"] = _picture(fields["cover"], by)
    before = issue.cover_id
    issue = change(issue, by=by, verb="showcase.edit_issue", **fields)
    _shown(issue, before)
    return issue


@action
def add_article(issue: Issue, *, by: Any, title: Mapping[str, str], **fields: Any) -> Article:
    """An article at the end of the issue. `fields`: kind, summary, body, author, picture (an asset or an upload)."""
    issue = locked(issue)
    last = issue.articles.aggregate(last=Max("order"))["last"]
    fields["picture"] = _picture(fields.get("picture"), by)
    fields.setdefault("order", 0 if last is None else last + 1)
    slug = unused_slug(title.values(), lambda slug: issue.articles.filter(slug=slug).exists(), fallback="article")
    article = Article.objects.create(issue=issue, slug=slug, title=title, **fields)
    record(by=by, verb="showcase.add_article", on=article, organisation=issue.organisation)
    _shown(issue)
    return article


@action
def edit_article(article: Article, *, by: Any, **fields: Any) -> Article:
    if "picture" in fields:
        fields["picture"] = _picture(fields["picture"], by)
    before = article.picture_id
    article = change(article, by=by, verb="showcase.edit_article", **fields)
    _shown(article.issue, before)
    return article


@action
def remove_article(article: Article, *, by: Any) -> None:
    issue = article.issue
    record(by=by, verb="showcase.remove_article", on=article, organisation=issue.organisation)
    picture = article.picture_id
    article.delete()
    _shown(issue, picture)


def _shown(issue: Issue, *more: int | None) -> None:
    _settle(issue, *more)
    if issue.published:
        touch()


def _settle(issue: Issue, *more: int | None) -> None:
    settle([issue.cover_id, *issue.articles.values_list("picture", flat=True), *more])


@action
def publish_issue(issue: Issue, *, by: Any, on: date | None = None) -> Issue:
    """Show the issue to the world; it needs an article to read."""
    if not issue.articles.exists():
        raise Refused(_("An issue needs at least one article before it is published."))
    issue = change(issue, by=by, verb="showcase.publish_issue", published=on or issue.published or timezone.localdate())
    _settle(issue)
    touch()
    return issue


@action
def withdraw_issue(issue: Issue, *, by: Any) -> Issue:
    """Take the issue off the public pages; its texts and its public files' names stay with the desk."""
    issue = change(issue, by=by, verb="showcase.withdraw_issue", published=None)
    _settle(issue)
    touch()
    return issue
