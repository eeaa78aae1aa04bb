"""Who is answered how on the routes of mentoring."""

from tests.house.matrix.row import Row

ROWS: dict[str, Row] = {}
