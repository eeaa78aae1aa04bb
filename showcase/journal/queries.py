"""What pages of the review read."""

from django.db.models import Count, Prefetch, QuerySet

from programmes.editions.models import Programme
from showcase.journal.models import Article, Issue
from showcase.media.queries import renditions


def _complete(rows: QuerySet[Issue]) -> QuerySet[Issue]:
    rows = rows.select_related("cover", "programme__organisation").prefetch_related(renditions("cover"))
    return rows.annotate(many=Count("articles"))


def public_issues() -> QuerySet[Issue]:
    return _complete(Issue.objects.public())


def public_issue(slug: str) -> Issue | None:
    return public_issues().filter(slug=slug).first()


def articles_of(issue: Issue) -> list[Article]:
    rows = Article.objects.filter(issue=issue).select_related("picture", "issue").defer("body")
    return list(rows.prefetch_related(renditions("picture")))


def public_article(issue: str, slug: str) -> Article | None:
    rows = Article.objects.filter(issue__slug=issue, slug=slug, issue__in=Issue.objects.public())
    return rows.select_related("picture", "issue__programme__organisation").prefetch_related(renditions("picture")).first()


def neighbours(article: Article) -> tuple[Article | None, Article | None]:
    """The articles before and after, in the issue's order."""
    row = list(Article.objects.filter(issue=article.issue_id).select_related("issue").only("slug", "title", "issue__slug"))
    at = next((place for place, one in enumerate(row) if one.pk == article.pk), 0)
    return (row[at - 1] if at else None), (row[at + 1] if at + 1 < len(row) else None)


def of_programme(programme: Programme) -> QuerySet[Issue]:
    shown = Prefetch("articles", Article.objects.defer("body"))
    return _complete(Issue.objects.filter(programme=programme)).prefetch_related(shown).order_by("-number", "-pk")


def told_of(programme: Programme, most: int = 4) -> list[Article]:
    """The newest articles of its published issues. One query."""
    rows = Article.objects.filter(issue__programme=programme, issue__in=Issue.objects.public().order_by())
    return list(rows.select_related("issue").defer("body").order_by("-issue__published", "order", "pk")[:most])


def latest() -> Issue | None:
    return Issue.objects.public().first()
