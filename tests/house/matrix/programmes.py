"""Who is answered how on the routes of programmes."""

from tests.house.matrix.row import Row

ROWS: dict[str, Row] = {}
