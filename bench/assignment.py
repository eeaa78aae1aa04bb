"""Assigning large calls: from the rows of the database to the proposal, and from the proposal to reviews, in CPU time.

Three reviews of each application, five languages, eight disciplines, fourteen countries, three pairs in a hundred in conflict;
loads with little room (a tenth above what is needed), so that the worst-off really have to be protected.
"""

import random
from time import process_time
from typing import Any

from django.db import connection, transaction

from bench.base import Base
from bench.measure import spent
from incubator.accounts.models import User
from participants.applications.models import Application
from participants.reviews import actions as reviews
from participants.reviews.actions.assigning import usual_weights
from participants.reviews.models import AssignmentRun, Conflict, Review, Reviewer
from participants.reviews.problem import inputs_of
from participants.reviews.states import RunState
from programmes.calls import actions as calls
from programmes.calls.models import Stage

SIZES = ((1000, 300, 1.0), (5000, 1000, 10.0))
"""Applications, reviewers, CPU seconds that reading and solving may take together."""
EACH = 3
LANGUAGES = "fr en ar pt es".split()
TOPICS = "animation documentary virtual-reality music dance photo game sound".split()
COUNTRIES = "TN MA SN KE CI BF ML NE TG TD CD CM MG EG".split()
BATCH = 1000


def lay(base: Base, applications: int, people: int) -> Stage:
    """A call of that size, its panel and its conflicts, in bulk: what people did to come there is not measured here."""
    chance, by = random.Random(1), base.coordinator
    key = f"assign{applications}"
    copy = calls.create(
        base.cohort, by=by, slug=key, title={"fr": "Un grand appel", "en": "A large call"}, opens=base.call.opens, closes=base.call.closes,
        time_zone=base.cohort.time_zone,
    )  # fmt: skip
    stage = calls.starter_stage(copy, by=by)
    users = [User(email=f"{key}.{number}@panel{number}.org", name=f"Reader {number}", password="!") for number in range(people)]
    User.objects.bulk_create(users, batch_size=BATCH)
    most = applications * EACH * 11 // (people * 10) + 1
    panel = Reviewer.objects.bulk_create(
        [
            Reviewer(call=copy, person=user, languages=chance.sample(LANGUAGES, 3), disciplines=chance.sample(TOPICS, 3),
                     least=most // 2, most=most)
            for user in users
        ], batch_size=BATCH,
    )  # fmt: skip
    rows = Application.objects.bulk_create(
        [
            Application(call=copy, state="submitted", reference=f"{key.upper()}-{number}", title=f"Projet {number}",
                        email=f"{key}.{number}@home{number}.org", language=chance.choice(LANGUAGES),
                        discipline=chance.choice(TOPICS), country=chance.choice(COUNTRIES))
            for number in range(applications)
        ], batch_size=BATCH,
    )  # fmt: skip
    pairs = {(chance.randrange(applications), chance.randrange(people)) for _ in range(applications * people * 3 // 100)}
    tied = [Conflict(application=rows[a], reviewer=panel[r], reason="…", declared_by=by) for a, r in sorted(pairs)]
    Conflict.objects.bulk_create(tied, batch_size=BATCH)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Stage.objects.select_related("call__cohort__programme__organisation").get(pk=stage.pk)


class Clock:
    """CPU seconds of this process and of its database backend, part by part."""

    def __init__(self) -> None:
        connection.ensure_connection()
        self.backend, self.parts = connection.connection.info.backend_pid, {}
        self.at = self.now()

    def now(self) -> tuple[float, float]:
        return process_time(), spent(self.backend)

    def __call__(self, name: str) -> None:
        before, self.at = self.at, self.now()
        self.parts[name] = round(sum(self.at) - sum(before), 2)


def assign(base: Base, applications: int, people: int, goal: float) -> dict[str, Any]:
    stage = lay(base, applications, people)
    # what a worker has loaded long before: the solver's code, and the ledger's words
    run = AssignmentRun.objects.create(
        stage=stage, each=EACH, state=RunState.RUNNING, weights=usual_weights(), by=base.coordinator, total=10
    )
    import numpy  # noqa: F401
    from ortools.graph.python import min_cost_flow  # noqa: F401

    clock = Clock()
    reviews.look_for_ties(stage.call)
    clock("ties")
    inputs = inputs_of(stage)
    clock("read")
    found = reviews.worked_out(run, inputs)
    clock("solve")
    kept = reviews.keep_proposal(run, inputs, found)
    clock("keep")
    assert kept is not None
    with transaction.atomic():
        reviews.accept_run(kept, by=base.coordinator)
    clock("accept")
    figures = found.figures
    assert Review.objects.filter(stage=stage).count() == figures.filled
    return {
        "applications": applications, "reviewers": people, "goal": goal, **clock.parts, "filled": figures.filled,
        "places": figures.places, "total": figures.total, "worst": figures.worst, "missing": len(found.shortfalls),
        "below": len(found.below_minimum),
    }  # fmt: skip


def assigned(base: Base) -> list[dict[str, Any]]:
    return [assign(base, *size) for size in SIZES]


def table(rows: list[dict[str, Any]]) -> None:
    print("\nAssigning, CPU seconds of the worker and its database together (goal: reading and solving):")
    print(f"{'':22}{'ties':>7}{'read':>7}{'solve':>7}{'goal':>7}{'keep':>7}{'accept':>8}{'filled':>15}{'worst':>7}{'mean':>7}")
    for row in rows:
        over = "  OVER" if row["read"] + row["solve"] > row["goal"] else ""
        filled = f"{row['filled']:,} / {row['places']:,}"
        print(
            f"{row['applications']:>7,} × {row['reviewers']:<12,}{row['ties']:>7}{row['read']:>7}{row['solve']:>7}{row['goal']:>7}"
            f"{row['keep']:>7}{row['accept']:>8}{filled:>15}{row['worst']:>7}{row['total'] // max(row['filled'], 1):>7}{over}"
        )
