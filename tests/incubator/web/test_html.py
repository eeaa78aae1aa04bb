"""Our `format_html` says what Django's says."""

import pytest
from django.utils import html as theirs
from django.utils.functional import lazystr
from django.utils.safestring import mark_safe

from incubator.web import html as ours
from incubator.web.texts import Texts

VALUES = ['L’<b> & "l\'huile"', mark_safe("<i>yes</i>"), 12, None, True, lazystr("<a>"), Texts({"fr": "Fil & <aiguille>"})]


@pytest.mark.parametrize("value", VALUES)
def test_values_are_escaped_alike(value):
    assert ours.format_html("<p>{}{x}</p>", value, x=value) == theirs.format_html("<p>{}{x}</p>", value, x=value)
    rows = [(value, 1), (2, value)]
    assert ours.format_html_join("<br>", "{}:{}", rows) == theirs.format_html_join("<br>", "{}:{}", rows)


def test_result_is_not_escaped_again():
    once = ours.format_html("<p>{}</p>", "<")
    assert ours.format_html("{}", once) == "<p>&lt;</p>"


def test_values_are_needed():
    with pytest.raises(TypeError):
        ours.format_html("<p></p>")
