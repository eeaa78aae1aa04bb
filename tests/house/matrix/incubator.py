"""Who is answered how on the routes of incubator."""

from tests.house.matrix.row import Row, everyone, row, signed_in

ROWS: dict[str, Row] = {
    "healthz": everyone(),
    "readyz": everyone(),
    "files:private": row(visitor=302, applicant=200, rest=404, arguments={"token": "stored_file.token"}),
    "files:rendition": everyone(),
    "incubator:components": row(rest=404, admin=200),
    "incubator:continue": row(visitor=200, rest=302),
    "incubator:landing": signed_in(302),
    "incubator:me": signed_in(),
    "incubator:preferences": everyone(302, method="post"),
}
