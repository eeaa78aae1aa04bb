"""Who is answered how on the routes of showcase."""

from tests.house.matrix.row import Row, row

ROWS: dict[str, Row] = {
    "showcase:asset": row(visitor=302, participant=200, rest=404),
    "showcase:asset_retry": row(visitor=302, participant=302, rest=404, method="post"),
}
