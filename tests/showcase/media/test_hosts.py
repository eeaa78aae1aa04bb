from __future__ import annotations

import pytest
from django.conf import settings

from showcase.media.hosts import FRAMES, Hosted, NotAnAddressError, understood


@pytest.mark.parametrize(
    ("typed", "host", "player", "moving"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3", "YouTube", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1", True),
        ("youtu.be/dQw4w9WgXcQ", "YouTube", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1", True),
        ("https://m.youtube.com/shorts/dQw4w9WgXcQ", "YouTube", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1", True),
        ("https://www.youtube.com/@somebody", "YouTube", "", True),
        ("https://www.youtube.com/watch?v=\"><script>", None, "", True),
        ("http://vimeo.com/123456789/abcdef1234", "Vimeo", "https://player.vimeo.com/video/123456789?autoplay=1&dnt=1&h=abcdef1234", True),
        ("https://www.dailymotion.com/video/x8abcde", "Dailymotion", "https://geo.dailymotion.com/player.html?video=x8abcde", True),
        ("https://archive.org/details/a-film_1960", "Internet Archive", "https://archive.org/embed/a-film_1960", True),
        ("https://soundcloud.com/someone/a-song", "SoundCloud",
         "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fsomeone%2Fa-song&auto_play=true", False),
        ("https://audiomack.com/someone/song/a-song", "Audiomack", "https://audiomack.com/embed/someone/song/a-song", False),
        ("https://open.spotify.com/intl-fr/track/0123456789abcdefABCDEF", "Spotify",
         "https://open.spotify.com/embed/track/0123456789abcdefABCDEF", False),
        ("https://framagit.org/team/civic", "framagit.org", "", True),
        ("https://evil.test/?https://youtube.com/watch?v=dQw4w9WgXcQ", "evil.test", "", True),
        ("https://youtube.com.evil.test/watch?v=dQw4w9WgXcQ", "youtube.com.evil.test", "", True),
    ],
)  # fmt: skip
def test_address_says_which_player_may_be_shown(typed: str, host: str | None, player: str, moving: bool) -> None:
    if host is None:
        with pytest.raises(NotAnAddressError):
            understood(typed)
        return
    found = understood(typed)
    assert (found.host, found.player, found.moving, found.page.startswith("https://")) == (host, player, moving, True)
    assert not player or any(player.startswith(f"{frame}/") for frame in FRAMES)


@pytest.mark.parametrize(
    "typed",
    [
        "", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://example.org/x", "https://", "https://localhost/x",
        "https://127.0.0.1/x", "https://[::1]/x", "https://169.254.169.254/latest", "https://user:secret@example.org/",
        "https://example.org:8443/", "https://exa mple.org/", "https://example.org/<x>", "https://example.org/\n", "https://" + "a" * 600,
        "https://2130706433/", "https://0x7f000001/", "https://example.org/\\evil", "https://[broken",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_open_web_is_refused(typed: str) -> None:
    if typed == "https://example.org/\n":
        assert understood(typed) == Hosted("https://example.org/", "example.org")
        return
    with pytest.raises(NotAnAddressError):
        understood(typed)


def test_policy_lets_in_those_players_and_no_other_frame() -> None:
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["frame-src"] == list(FRAMES)
