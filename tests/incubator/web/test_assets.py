"""What the assets step writes into the style sheet."""

from pathlib import Path

from django.conf import settings

from incubator.management.commands.build_assets import minified
from incubator.web import icons
from incubator.web.palette import picture_css, tokens_css

SOURCES = Path(settings.BASE_DIR) / "static" / "css"


def test_minifying_keeps_the_spaces_that_mean_something() -> None:
    css = "/* no */\n.a :is(td, th) {\n  margin: calc(1px + 2px) auto;\n}\n.b:hover { color: red; }\n"
    assert minified(css) == ".a :is(td,th){margin:calc(1px + 2px) auto}.b:hover{color:red}"


def test_colour_tokens_come_for_both_themes_and_every_accent() -> None:
    css = "".join(tokens_css())
    assert (css.count("--paper:"), css.count("[data-accent=") >= 12) == (3, True)


def test_picture_classes_hold_one_value_each() -> None:
    assert {rule.count(":") for rule in picture_css()} == {1}


def test_style_sources_are_in_layers() -> None:
    bare = [
        file.name
        for file in sorted(SOURCES.glob("[0-9][0-9]-*.css"))  # embed.css stands alone, on a page of its own
        if "@layer" not in file.read_text() and "@font-face" not in file.read_text()
    ]
    assert bare == []


def test_every_flipped_icon_is_an_icon() -> None:
    assert sorted(icons.FLIPPED - set(icons.ICONS)) == []
