"""A client of resumable uploads for tests: one request a line."""

import base64
from io import BytesIO

from PIL import Image

from tests.world import World

AT = "/fr/uploads/"
TUS = {"Tus-Resumable": "1.0.0"}
PIECE = "application/offset+octet-stream"


def picture(size=(640, 480)) -> bytes:
    out = BytesIO()
    Image.effect_noise(size, 90).save(out, "PNG")
    return out.getvalue()


def said(**fields: object) -> str:
    return ",".join(f"{name} {base64.b64encode(str(value).encode()).decode()}" for name, value in fields.items())


def create(client, world: World, data: bytes, *, question="picture", name="essai.png", **more):
    fields = {"filename": name, "to": "answer", "call": world.call.slug, "question": world.questions[question].pk} | more
    headers = TUS | {"Upload-Length": str(len(data)), "Upload-Metadata": said(**fields)}
    return client.post(AT, headers=headers, content_type="application/x-none", data=b"")


def patch(client, at: str, data: bytes, offset: int, **headers: str):
    return client.patch(at, data=data, content_type=PIECE, headers=TUS | {"Upload-Offset": str(offset)} | headers)


def head(client, at: str):
    return client.head(at, headers=TUS)


def begun(client, world, data) -> str:
    answer = create(client, world, data)
    assert answer.status_code == 201, answer.content
    return answer.headers["Location"]
