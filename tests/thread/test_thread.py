"""All eight steps, as the people they are for, through the pages they have, with a worker in a process of its own."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from tests.thread import accompanying, applying, choosing, offering, records, showing
from tests.thread.cast import Thread
from tests.thread.mailbox import Mailbox

STEPS = (
    offering.found_organisation,
    offering.make_places,
    offering.make_programme,
    offering.make_cohort,
    offering.make_call,
    offering.see_call,
    applying.begin,
    applying.finish,
    applying.others,
    applying.close,
    choosing.see_list,
    choosing.assign,
    choosing.review,
    choosing.decide,
    choosing.confirm,
    accompanying.engage,
    accompanying.wish,
    accompanying.match,
    accompanying.log,
    accompanying.plan,
    accompanying.subscribe,
    showing.propose,
    showing.send_files,
    showing.publish,
    showing.find,
    records.see_records,
)


@pytest.mark.django_db(transaction=True)
def test_idea_becomes_a_shown_work(
    window: Callable[..., Any], worker: Any, eventually: Callable[..., Any], tmp_path: Path
) -> None:
    thread = Thread(window, Mailbox(eventually), eventually, tmp_path)
    for step in STEPS:
        began = monotonic()
        step(thread)
        print(f"{step.__name__}: {monotonic() - began:.1f} s")
