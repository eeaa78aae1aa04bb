"""Models that mean harm, for `hostile.ATTACKS`' test: what they are, and what must come of them."""

from __future__ import annotations

from incubator.files.content import Reason
from tests.showcase.media import models
from tests.showcase.media.hostile import CANARY, Attack

BROKEN, COMPLEX, OUTSIDE, PACKED = (Reason.BROKEN,), (Reason.TOO_COMPLEX,), (Reason.OUTSIDE,), (Reason.PACKED,)
NAMED = CANARY.decode()


def _loaded(found: dict[str, object]) -> None:
    found["asset"] = {"version": "2.0", "generator": NAMED, "copyright": NAMED, "extras": {"author": NAMED}}
    found["extras"] = found["nodes"][0]["extras"] = {"script": f"<script>{NAMED}</script>"}  # type: ignore[index]
    found["nodes"][0]["name"] = found["meshes"][0]["name"] = NAMED  # type: ignore[index]
    found["extensions"] = {"KHR_xmp_json_ld": {"packets": [{"dc:creator": NAMED}]}}
    found["extensionsUsed"] = ["KHR_xmp_json_ld"]


ATTACKS = (
    Attack("only-magic.glb", lambda path: path.write_bytes(b"glTF"), BROKEN),
    Attack("cut.glb", lambda path: path.write_bytes(models.packed(*models.parts())[:300]), BROKEN),
    Attack("version-1.glb", lambda path: path.write_bytes(b"glTF\1\0\0\0" + b"\0" * 40), BROKEN),
    Attack("longer-than-it-is.glb", models.lying(length=4_000_000_000), BROKEN),
    Attack("shorter-than-it-is.glb", models.lying(length=40), BROKEN),
    Attack("chunk-longer-than-file.glb", models.lying(described=2_000_000_000), BROKEN),
    Attack("chunk-too-short.glb", models.lying(described=8), BROKEN),
    Attack("giant-json.glb", models.giant_description, COMPLEX),
    Attack("deep-json.glb", models.deep_description, BROKEN),
    Attack("no-json.glb", lambda path: path.write_bytes(models.packed(b"\xff\xfe{}", b"")), BROKEN),
    Attack("a-list.glb", lambda path: path.write_bytes(models.packed(b"[1,2]", b"")), BROKEN),
    Attack("infinity.glb", lambda path: path.write_bytes(models.packed(b'{"asset":{"version":"2.0"},"scene":Infinity}', b"")), BROKEN),
    Attack("beyond-doubles.glb", models.changed(models.put("accessors/0", count=1e400)), BROKEN),
    Attack("nan.glb", models.wrong_numbers(float("nan")), BROKEN),
    Attack("endless.glb", models.wrong_numbers(float("inf")), BROKEN),
    Attack("very-far.glb", models.wrong_numbers(1e30), BROKEN),
    Attack("circle.glb", models.changed(models.circle), BROKEN),
    Attack("two-parents.glb", models.changed(models.two_parents), BROKEN),
    Attack("doubling.glb", models.changed(models.doubling), BROKEN),
    Attack("itself.glb", models.changed(models.put("nodes/0", children=[0])), BROKEN),
    Attack("no-such-mesh.glb", models.changed(models.put("nodes/0", mesh=7)), BROKEN),
    Attack("minus-one.glb", models.changed(models.put("nodes/0", mesh=-1)), BROKEN),
    Attack("true-mesh.glb", models.changed(models.put("nodes/0", mesh=True)), BROKEN),
    Attack("past-the-block.glb", models.changed(models.put("accessors/0", count=5)), BROKEN),
    Attack("past-the-file.glb", models.changed(models.put("bufferViews/0", byteLength=900_000)), BROKEN),
    Attack("across-places.glb", models.changed(models.put("accessors/0", byteOffset=1, count=3)), BROKEN),
    Attack("order-beyond.glb", models.changed(models.put("accessors/1", bufferView=0, count=24)), BROKEN),
    Attack("other-lengths.glb", models.changed(models.put("accessors/2", count=3)), BROKEN),
    Attack("zeros.glb", models.changed(models.zeros_out_of_nothing), COMPLEX),
    Attack("millions-of-indices.glb", models.millions_of_indices, COMPLEX),
    Attack("many-nodes.glb", models.changed(models.many_nodes), COMPLEX),
    Attack("fetches-buffer.glb", models.changed(models.outside("buffers", "http://169.254.169.254/latest")), OUTSIDE),
    Attack("fetches-picture.glb", models.changed(models.outside("images", "file:///etc/passwd")), OUTSIDE),
    Attack("picture-as-text.glb", models.changed(models.text_bomb), OUTSIDE),
    Attack("draco.glb", models.changed(lambda found: found.update(extensionsRequired=["KHR_draco_mesh_compression"])), PACKED),
    Attack("odd-demand.glb", models.changed(lambda found: found.update(extensionsRequired=[{}])), BROKEN),
    Attack("nothing-in-it.glb", models.changed(lambda found: found.update(nodes=[{}])), (Reason.NOTHING,)),
    Attack("points-only.glb", models.changed(models.put("meshes/0/primitives/0", mode=0)), (Reason.NOTHING,)),
    Attack("bomb-picture.glb", models.changed(lambda _found: None, models.picture((7_000, 7_000))), (Reason.TOO_MANY_PIXELS,)),
    Attack("page-for-picture.glb", models.changed(lambda _found: None, b"<!doctype html><script>x</script>"), BROKEN),
    Attack("loaded.glb", models.changed(_loaded)),
    Attack("loaded-picture.glb", models.changed(lambda _found: None, models.picture(form="JPEG", comment=CANARY))),
)  # fmt: skip
