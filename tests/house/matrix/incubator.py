"""Who is answered how on the routes of incubator."""

from tests.house.matrix.row import Row, everyone, row

ROWS: dict[str, Row] = {
    "healthz": everyone(),
    "readyz": everyone(),
    "files:private": row(visitor=302, applicant=200, rest=404, arguments={"token": "stored_file.token"}),
    "files:rendition": everyone(),
    "incubator:components": row(rest=404, admin=200),
    "incubator:preferences": everyone(302, method="post"),
}
