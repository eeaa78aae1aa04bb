"""Pages are sent packed as the browser takes them."""

import gzip

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse

from incubator.web.compression import CompressionMiddleware

TEXT = b"<p>Un film fait entre deux rives.</p>" * 40
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


def answered(rf, response, accepted):
    return CompressionMiddleware(lambda _request: response)(rf.get("/", headers={"Accept-Encoding": accepted}))


@pytest.mark.parametrize(("accepted", "taken"), [("gzip, deflate, br", "br"), ("gzip;q=0.5", "gzip"), ("br;q=0, gzip", "gzip")])
def test_page_is_packed(rf, accepted, taken):
    answer = answered(rf, HttpResponse(TEXT, headers={"ETag": '"x"'}), accepted)
    assert (answer.headers["Content-Encoding"], answer.headers["Vary"]) == (taken, "Accept-Encoding")
    assert (answer.headers["ETag"], answer.headers["Content-Length"]) == ('W/"x"', str(len(answer.content)))
    assert UNPACK[taken](answer.content) == TEXT


@pytest.mark.parametrize("taken", ["br", "gzip"])
def test_table_is_packed_as_it_comes(rf, taken):
    answer = answered(rf, StreamingHttpResponse(iter([TEXT, TEXT]), content_type="text/csv; charset=utf-8"), taken)
    assert UNPACK[taken](b"".join(answer.streaming_content)) == TEXT * 2


@pytest.mark.parametrize(
    ("response", "accepted"),
    [
        (HttpResponse(TEXT), "identity"),
        (HttpResponse(TEXT, content_type="image/jpeg"), "br"),
        (HttpResponse(b"short"), "br"),
        (HttpResponse(TEXT, headers={"Content-Encoding": "x"}), "br"),
        (HttpResponse(status=304), "br"),
    ],
)
def test_the_rest_is_left_alone(rf, response, accepted):
    before = response.content
    assert answered(rf, response, accepted).content == before
    assert response.headers.get("Content-Encoding") in (None, "x")
