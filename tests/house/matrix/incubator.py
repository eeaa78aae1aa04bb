"""Who is answered how on the routes of incubator."""

from tests.house.matrix.row import Row

ROWS: dict[str, Row] = {}
