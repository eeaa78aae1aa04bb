from __future__ import annotations

import re

import pytest

from showcase.media.captions import MOST_BYTES, RLM, NotCaptionsError, decoded, plain, read, written

SRT = "1\r\n00:00:01,000 --> 00:00:02,500\r\nLa mer n’a pas de portes.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n- Oui.\r\n- Non.\r\n"
VTT = (
    "WEBVTT - a title\n\nSTYLE\n::cue { background: url(https://evil.test/x) }\n\nNOTE nothing\n\nREGION\nid:a\n\n"
    "one\n00:01.000 --> 00:02.500 line:0 position:20% align:start\n<v Awa>Hello <i>you</i></v>\n"
)


def told(text: str, language: str = "fr") -> str:
    return written(read(text), language)


def test_subrip_becomes_webvtt() -> None:
    assert told(SRT) == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nLa mer n’a pas de portes.\n\n00:00:03.000 --> 00:00:04.000\n- Oui.\n- Non.\n"
    )


def test_webvtt_keeps_words_and_times_alone() -> None:
    assert told(VTT) == "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nHello <i>you</i>\n"


def test_what_we_write_we_read_the_same() -> None:
    for text, language in ((SRT, "fr"), (VTT, "en")):
        once = told(text, language)
        assert told(once, language) == once


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("<script>alert(1)</script>", "alert(1)"),
        ("&lt;script&gt;alert(1)", "alert(1)"),
        ("<img src=x onerror=alert(1)>hm", "hm"),
        ("<i onclick=x>a</i>", "<i>a</i>"),
        ("<b>never closed", "<b>never closed</b>"),
        ("</i>closed only", "closed only"),
        ("<i><b>crossed</i></b>", "<i><b>crossed</b></i>"),
        ("{\\an8}up there", "up there"),
        ("<font color=red>red</font>", "red"),
        ("1 < 2 & 3 > 2", "1 &lt; 2 &amp; 3 &gt; 2"),
        ("turned \u202eback", "turned back"),
        ("<c.class>x</c><00:19.000>y", "xy"),
        ("a\0b\x07", "ab"),
    ],
)
def test_markup_is_stripped_to_three_plain_marks(said: str, kept: str) -> None:
    made = told(f"00:01.000 --> 00:02.000\n{said}\n")
    assert made == f"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n{kept}\n"
    assert re.findall(r"<(?!/?[ibu]>|\d)", made.replace("-->", "")) == []


def test_cue_cannot_smuggle_another_one_in() -> None:
    made = told("00:01.000 --> 00:02.000\na --> b\n00:05.000 --> 00:06.000\nc\n")
    assert made.count(" --> ") == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_common_encoding_is_read(encoding: str) -> None:
    assert decoded(SRT.encode(encoding), "fr").lstrip("\ufeff") == SRT


def test_arabic_without_a_mark_is_read_as_windows_writes_it() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nالبحر بلا أبواب\n"
    assert decoded(text.encode("cp1256"), "ar") == text


def test_arabic_lines_keep_their_direction() -> None:
    made = told("00:01.000 --> 00:02.000\nDVD قديم\n- نعم\n", "ar")
    assert made.splitlines()[3:] == [f"{RLM}DVD قديم", f"{RLM}- نعم"]


def test_cues_are_put_in_order_of_time() -> None:
    assert [cue.text for cue in read("00:05.000 --> 00:06.000\nb\n\n00:01.000 --> 00:02.000\na\n")] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "why", "line"),
    [
        ("", "empty", 0),
        (" \n\n", "empty", 0),
        ("<html>hello</html>", "none", 0),
        ("00:01.000 --> 00:02.000\n<b></b>\n", "none", 0),
        ("\n\n00:03.000 --> 00:02.000\nback\n", "order", 3),
        ("00:00.000 --> 59:00.000\nlong\n", "long", 1),
        ("00:00.000 --> 00:01.000\na\n\n" * 6001, "many", 0),
        ("PK\x03\x04" + "\0" * 100, "none", 0),
    ],
)
def test_what_is_no_captions_file_is_refused_with_its_line(text: str, why: str, line: int) -> None:
    with pytest.raises(NotCaptionsError) as refusal:
        read(text)
    assert (refusal.value.why, refusal.value.line) == (why, line)


def test_too_many_bytes_are_not_read() -> None:
    with pytest.raises(NotCaptionsError) as refusal:
        decoded(b"a" * (MOST_BYTES + 1), "fr")
    assert refusal.value.why == "large"


def test_times_that_nobody_can_mean_end_in_no_loop() -> None:
    hard = "9" * 200_000 + " --> " + "9" * 200_000 + "\n" + "<" * 200_000
    with pytest.raises(NotCaptionsError):
        read(hard)


def test_words_alone_make_a_transcript() -> None:
    assert plain(told(SRT)) == "La mer n’a pas de portes.\n- Oui. - Non."
    assert plain(told("00:01.000 --> 00:02.000\n<i>1 < 2</i>\n", "ar")) == "1 < 2"
