"""The review, for its readers and for its editors."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incubator.access import guarded, public
from incubator.web.acting import attempt, told
from incubator.web.http import Request
from incubator.web.paging import page
from programmes.editions.models import Programme
from showcase.journal import actions, queries
from showcase.journal.forms import ArticleForm, IssueForm
from showcase.journal.models import Article, Issue
from showcase.sharing import cards

PAGE = 24


@public(stamped=True)
def journal(request: Request) -> HttpResponse:
    shown = page(request, queries.public_issues(), order=("-published", "-pk"), size=PAGE)
    return render(request, "showcase/journal/journal.html", {"page": shown})


@public(stamped=True)
def issue(request: Request, slug: str) -> HttpResponse:
    found = queries.public_issue(slug)
    if found is None:
        raise Http404
    return render(request, "showcase/journal/issue.html", {"issue": found, "articles": queries.articles_of(found)})


@public(stamped=True)
def article(request: Request, issue: str, slug: str) -> HttpResponse:
    """One article; `?beside=pt` sets a second language beside the first."""
    found = queries.public_article(issue, slug)
    if found is None:
        raise Http404
    before, after = queries.neighbours(found)
    context = {
        "article": found,
        "issue": found.issue,
        "before": before,
        "after": after,
    } | beside(found, request.GET.get("beside", ""))
    return render(request, "showcase/journal/article.html", context)


@public(stamped=True)
def issue_card(request: Request, slug: str) -> HttpResponse:
    """What a shared link of an issue shows, in the language of its address."""
    found = queries.public_issue(slug)
    if found is None:
        raise Http404
    above = [_("Issue %(number)s") % {"number": found.number}, str(found.programme.name)]
    return cards.answer(cards.of_page(found.title, found.programme, above=above, below=found.summary), found.cover)


@public(stamped=True)
def article_card(request: Request, issue: str, slug: str) -> HttpResponse:
    found = queries.public_article(issue, slug)
    if found is None:
        raise Http404
    above = [str(found.get_kind_display()).capitalize(), str(found.issue.title)]
    return cards.answer(cards.of_page(found.title, found.issue.programme, above=above, below=found.author), found.picture)


def beside(article: Article, wanted: str) -> dict[str, Any]:
    """The text in the reader's language, and in another one where it is asked for and there is one."""
    names = dict(settings.LANGUAGES)
    text, language = article.body.best(get_language())
    others = [code for code in article.body.languages() if code != language]
    second = wanted if wanted in others else ""
    links = [
        {"text": names[code], "href": "?" if code == second else f"?beside={code}", "current": code == second} for code in others
    ]
    return {"text": text, "text_language": language, "second": article.body.get(second, ""), "second_language": second,
            "languages": links}  # fmt: skip


# --- the desk ---
def _desk(request: Request, template: str, programme: Programme, **more: Any) -> HttpResponse:
    form = more.get("form")
    back = [
        {"text": str(programme.name), "href": reverse("programmes:desk_programme", args=_slugs(programme))},
        {"text": _("The review"), "href": reverse("showcase:desk_journal", args=_slugs(programme))},
    ]
    context = {"programme": programme, "organisation": programme.organisation, "back": back} | more
    return render(request, template, context, status=422 if form is not None and form.errors else 200)


def _slugs(programme: Programme) -> tuple[str, str]:
    return programme.organisation.slug, programme.slug


def _uploaded(fields: dict[str, Any], name: str) -> dict[str, Any]:
    """An upload goes by the name of what it becomes; without one the picture stays."""
    upload = fields.pop("upload", None)
    return fields | ({name: upload} if upload else {})


@guarded("showcase.view_journal", Programme)
def desk_journal(request: Request, programme: Programme) -> HttpResponse:
    issues = page(request, queries.of_programme(programme), order=("-number", "-pk"), size=PAGE)
    return _desk(request, "showcase/journal/desk_journal.html", programme, issues=issues)


@guarded("showcase.view_journal", Programme)
def new_issue(request: Request, programme: Programme) -> HttpResponse:
    form = IssueForm(request.POST or None, request.FILES or None)

    def save(number: int | None = None, **fields: Any) -> Issue:
        fields = _uploaded(fields, "cover")
        return actions.create_issue(programme, by=request.user, number=number or 0, **fields)

    if made := attempt(form, save):
        return redirect("showcase:desk_issue", *_slugs(programme), made.slug)
    return _desk(request, "showcase/journal/desk_form.html", programme, form=form, title=_("A new issue"))


@guarded("showcase.edit_issue", Issue)
def desk_issue(request: Request, issue: Issue) -> HttpResponse:
    """One issue: its facts and its articles."""
    form = IssueForm(request.POST or None, request.FILES or None, instance=issue)

    def save(number: int | None = None, **fields: Any) -> Issue:
        fields = _uploaded(fields, "cover") | ({"number": number} if number else {})
        return actions.edit_issue(issue, by=request.user, **fields)

    if attempt(form, save):
        return redirect("showcase:desk_issue", *_slugs(issue.programme), issue.slug)
    articles = queries.articles_of(issue)
    return _desk(request, "showcase/journal/desk_issue.html", issue.programme, form=form, issue=issue, articles=articles)


@require_POST
@guarded("showcase.publish_issue", Issue)
def publish_issue(request: Request, issue: Issue) -> HttpResponse:
    if request.POST.get("published") == "1":
        told(request, partial(actions.publish_issue, issue, by=request.user), _("The issue is public now."))
    else:
        told(request, partial(actions.withdraw_issue, issue, by=request.user), _("The issue is not public any more."))
    return redirect("showcase:desk_issue", *_slugs(issue.programme), issue.slug)


@guarded("showcase.edit_issue", Issue)
def new_article(request: Request, issue: Issue) -> HttpResponse:
    form = ArticleForm(request.POST or None, request.FILES or None)

    def save(**fields: Any) -> Article:
        return actions.add_article(issue, by=request.user, **_uploaded(fields, "picture"))

    if attempt(form, save):
        return redirect("showcase:desk_issue", *_slugs(issue.programme), issue.slug)
    return _desk(request, "showcase/journal/desk_form.html", issue.programme, form=form, title=_("A new article"), issue=issue)


@guarded("showcase.edit_issue", Article)
def desk_article(request: Request, article: Article) -> HttpResponse:
    issue = article.issue
    if request.method == "POST" and "remove" in request.POST:
        told(request, partial(actions.remove_article, article, by=request.user), _("Removed."))
        return redirect("showcase:desk_issue", *_slugs(issue.programme), issue.slug)
    form = ArticleForm(request.POST or None, request.FILES or None, instance=article)

    def save(**fields: Any) -> Article:
        return actions.edit_article(article, by=request.user, **_uploaded(fields, "picture"))

    if attempt(form, save):
        return redirect("showcase:desk_issue", *_slugs(issue.programme), issue.slug)
    more = {"form": form, "title": str(article.title), "issue": issue, "removable": True}
    return _desk(request, "showcase/journal/desk_form.html", issue.programme, **more)
