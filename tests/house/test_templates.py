"""What a template and a style may say: nothing inline, nothing unmarked, nothing physical."""

import re

from tests.house.files import named, read, templates

MAIL = "templates/messages/"  # mail programs read inline style only
INLINE = re.compile(
    r"""\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*["']|javascript:|<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)""",
    re.I,
)
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b"
    r"|border-(?:top|bottom)-(?:left|right)-radius|(?:left|right)\s*:"
    r"|(?:float|clear|text-align)\s*:\s*(?:left|right)\b)"
)
COMMENT = re.compile(r"/\*.*?\*/", re.S)
# the mark a line of style needs where direction really is physical (a play sign, a map)
# shown when nothing else works, so it is a plain file with every language in it
BROKEN = "templates/500.html"
# every component on one page, for those who write pages: its words are made-up content
EXAMPLES = "templates/web/components"
MEANT = "physical:"
QUIET = re.compile(
    r"\{%\s*block\s+(?:\w+_class|\w+_attrs|accent)\s*%\}.*?\{%\s*endblock\s*%\}|"  # these fill attributes
    r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|\{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%\}"
    r"|<!--.*?-->|<(script|style)\b.*?</\1>|\{%.*?%\}|\{\{.*?\}\}",
    re.S,
)
SPOKEN = re.compile(r"""\s(?:aria-label|aria-description|alt|title|placeholder)\s*=\s*["']([^"']*[^\W\d_]{2,}[^"']*)["']""")
WORDS = re.compile(r"[^\W\d_]{2,}")
NEUTRAL = {
    "Veillée",
    "MB",
    "KB",
    "PDF",
    "ICS",
    "CSV",
    "XLSX",
    "JSON",
    "RSS",
    "API",
    "UTC",
    "nbsp",
    "middot",
    "rarr",
    "larr",
    "times",
    "hellip",
    "amp",
}


def test_template_has_nothing_inline() -> None:
    found = []
    for name in templates():
        if name.startswith(MAIL) or not name.endswith(".html"):
            continue
        text = re.sub(r"\{#.*?#\}", "", read(name))
        found += [f"{name}: {match.group(0).strip()}" for match in INLINE.finditer(text)]
    assert found == []


def test_template_text_is_marked_for_translation() -> None:
    bare = []
    for name in templates():
        if not name.endswith(".html") or name.startswith((BROKEN, EXAMPLES)):
            continue
        quiet = QUIET.sub(" ", read(name))
        bare += [f"{name}: {match.group(1)}" for match in SPOKEN.finditer(quiet)]
        words = set(WORDS.findall(re.sub(r"<[^>]*>|&\w+;", " ", quiet))) - NEUTRAL
        bare += [f"{name}: {word}" for word in sorted(words)]
    assert bare == []


def test_style_is_logical() -> None:
    physical = []
    for name in named(".css", under=("static",)):
        for number, line in enumerate(read(name).splitlines(), 1):
            if MEANT not in line and (match := PHYSICAL.search(COMMENT.sub("", line))):
                physical.append(f"{name}:{number} {match.group(0)}")
    assert physical == []
