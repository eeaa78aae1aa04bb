"""The words of tus 1.0: headers read and written. https://tus.io/protocols/resumable-upload"""

import base64
import binascii
import hashlib
import json
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from django.http import HttpResponse

from incubator.files.content import LIMITS
from incubator.web.http import Request

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,expiration,checksum,termination"
DIGESTS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "md5": hashlib.md5}
PIECE = "application/offset+octet-stream"
LONGEST_METADATA = 4_000


class Wrong(Exception):
    """A request that is answered with `status`, and a sentence where a person will read it."""

    def __init__(self, status: int, sentence: str = "", **headers: Any) -> None:
        super().__init__(status)
        self.status, self.sentence = status, sentence
        self.headers: dict[str, Any] = headers


def answer(status: int, *, expires: datetime | None = None, sentence: str = "", **headers: Any) -> HttpResponse:
    """An answer of the protocol; `Upload_Offset=5` becomes a header. `sentence` goes as JSON under "refused"."""
    body = json.dumps({"refused": sentence}) if sentence else ""
    response = HttpResponse(body, status=status, content_type="application/json" if sentence else "text/plain")
    response.headers["Tus-Resumable"] = VERSION
    response.headers["Cache-Control"] = "private, no-store"
    if expires is not None:
        response.headers["Upload-Expires"] = format_datetime(expires, usegmt=True)
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = str(value)
    return response


def options() -> HttpResponse:
    return answer(
        204, Tus_Version=VERSION, Tus_Extension=EXTENSIONS, Tus_Max_Size=max(LIMITS.values()),
        Tus_Checksum_Algorithm=",".join(DIGESTS),
    )  # fmt: skip


def method_of(request: Request) -> str:
    """The method meant: some networks let nothing but GET and POST through."""
    meant = request.headers.get("X-HTTP-Method-Override", "") if request.method == "POST" else ""
    return (meant or request.method or "").upper()


def speaks(request: Request) -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        raise Wrong(412, Tus_Version=VERSION)


def whole(request: Request, name: str) -> int:
    """A header that is a whole number of bytes."""
    said = request.headers.get(name, "")
    if not (said.isascii() and said.isdecimal()) or len(said) > 15:
        raise Wrong(400)
    return int(said)


def body_length(request: Request) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if str(said).isdecimal() else 0


def has_piece(request: Request) -> bool:
    return request.content_type == PIECE


def metadata(request: Request) -> dict[str, str]:
    """Upload-Metadata: names with their values in base64."""
    said = request.headers.get("Upload-Metadata", "")
    if len(said) > LONGEST_METADATA:
        raise Wrong(400)
    found = {}
    for pair in filter(None, map(str.strip, said.split(","))):
        name, _space, value = pair.partition(" ")
        try:
            found[name] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise Wrong(400) from None
    return found


def metadata_of(**fields: str) -> str:
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in fields.items() if value)


def checksum(request: Request) -> tuple[Any, bytes] | None:
    """The digest to run over the piece, and what it must come to; None where none was sent."""
    said = request.headers.get("Upload-Checksum", "")
    if not said:
        return None
    name, _space, value = said.partition(" ")
    if name not in DIGESTS:
        raise Wrong(400)
    try:
        return DIGESTS[name](), base64.b64decode(value, validate=True)
    except binascii.Error:
        raise Wrong(400) from None
