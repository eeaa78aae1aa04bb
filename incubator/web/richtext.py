"""The one renderer of people's Markdown, for pages and previews alike."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h3", "h4", "hr", "code"}


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "breaks": True})


def richtext(source: str) -> SafeString:
    """HTML from Markdown: paragraphs, lists, emphasis, links and two heading levels; no picture, script or style."""
    dirty = _markdown().render(source or "").replace("<h1>", "<h3>").replace("</h1>", "</h3>")
    dirty = dirty.replace("<h2>", "<h3>").replace("</h2>", "</h3>")
    clean = nh3.clean(
        dirty,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener",
    )
    return mark_safe(clean)  # noqa: S308  cleaned by nh3 just above
