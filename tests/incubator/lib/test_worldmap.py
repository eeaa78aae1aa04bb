"""The projection and the drawing of outlines."""

from pathlib import Path

import pytest

from incubator.lib import worldmap

ATLAS = Path(__file__).parents[3] / "node_modules" / "world-atlas"


def test_projection_gives_the_published_extent():
    # Šavrič et al. 2018: the equator is 2.05458 times as long as the map is high
    width, height = 2 * worldmap.projected(180, 0)[0], 2 * worldmap.projected(0, 90)[1]
    assert round(width / height, 4) == 2.0546
    assert worldmap.projected(0, 0) == (0.0, 0.0)


def test_outline_is_closed_and_in_whole_steps():
    ring = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]
    drawn = worldmap.path([ring])
    assert (drawn[0], drawn[-1], "." in drawn) == ("M", "z", False)
    assert worldmap.path([[(0.0, 0.0), (0.001, 0.0), (0.0, 0.001), (0.0, 0.0)]]) == ""


def test_land_beyond_the_edge_is_cut_there():
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[170, 0], [20, 0], [0, 10], [-20, 0], [0, -10]]],
        "objects": {"countries": {"geometries": [{"type": "Polygon", "id": "242", "arcs": [[0]]}]}},
    }
    topology["arcs"][0] = [[170, 0], [-340, 0], [0, 10], [340, 0], [0, -10]]  # 170, -170, -170, 170, 170
    [(code, rings)] = list(worldmap.outlines(topology))
    assert (code, [(min(x for x, _y in ring), max(x for x, _y in ring)) for ring in rings]) == ("FJ", [(170, 180), (-180, -170)])


@pytest.mark.skipif(not ATLAS.exists(), reason="npm's packages are not here")
def test_every_programme_country_has_its_place():
    drawn = worldmap.drawing(ATLAS / "countries-110m.json", ATLAS / "countries-50m.json")
    wanted = "SN CI ML BF NE TG BJ GN CM CD CG GA MG MU KM CV ST HT FR BE CH CA MA TN DZ EG LB KE RW UG ZA BR CO MX PT ES".split()
    assert [code for code in wanted if code not in drawn["countries"]] == []
    x, y = drawn["countries"]["CI"]["x"], drawn["countries"]["CI"]["y"]
    assert (abs(x - 485) < 5, abs(y - 213) < 5, len(drawn["land"]) < 45_000) == (True, True, True)
