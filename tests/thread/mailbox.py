"""The letters that the worker put into the mail folder."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

BETWEEN = b"-" * 79
CODE = re.compile(r"^(\d{8})\s*$", re.MULTILINE)


class Mailbox:
    """Everybody's post. A code is handed over once: the next one asked for is the next one that comes."""

    def __init__(self, eventually: Callable[..., Any]) -> None:
        self.eventually = eventually
        self.folder = Path(settings.EMAIL_FILE_PATH)
        self.used: set[str] = set()

    def letters(self, address: str) -> list[str]:
        """Subject and text of each, the oldest first."""
        if not self.folder.exists():
            return []
        found: list[EmailMessage] = []
        for file in sorted(self.folder.iterdir(), key=lambda one: one.stat().st_mtime_ns):
            parts = [part.lstrip() for part in file.read_bytes().split(BETWEEN) if part.strip()]
            found += [message_from_bytes(part, _class=EmailMessage, policy=policy.default) for part in parts]
        return [f"{one['subject']}\n\n{text_of(one)}" for one in found if address in str(one["to"])]

    def letter(self, address: str, having: str) -> str:
        """The first letter to this address with these words, waited for."""
        letter: str = self.eventually(lambda: next((one for one in self.letters(address) if having in one), ""))
        return letter

    def code(self, address: str) -> str:
        def fresh() -> str:
            codes = [code for letter in self.letters(address) for code in CODE.findall(letter)]
            return next((code for code in codes if code not in self.used), "")

        code: str = self.eventually(fresh)
        self.used.add(code)
        return code

    def link(self, address: str, part: str) -> str:
        """The path of a link in the post whose address has this part."""
        pattern = re.compile(rf"https?://\S*{re.escape(part)}[^\s\"<>]*")
        found = pattern.search(self.letter(address, part))
        assert found is not None
        return urlsplit(found[0]).path


def text_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())
