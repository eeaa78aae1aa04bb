"""What is stored held against what was answered: nothing lost, nothing twice, everybody told once."""

import hashlib
import re
import time
import urllib.request
from collections import Counter
from pathlib import Path
from typing import Any

from incubator.outbox.models import Delivery, Message
from participants.applications.models import Answer, Application
from participants.applications.states import SENT
from programmes.calls.models import Call

NAMES = (
    "answered_sent", "stored_sent", "lost", "doubled", "stored_late", "saves_lost", "unconfirmed", "confirmed_twice", "mails_missing",
    "mails_twice",
)  # fmt: skip
KIND = "application_received"


def count(call: Call, told: dict[str, Any], mail: Path) -> dict[str, int]:
    """`told` is what the crowd was answered. All of NAMES but the first two should be nought, and those two alike."""
    here = [person["email"] for person in told["people"]]
    rows = list(Application.objects.filter(call=call, applicant__email__in=here))
    stored = {str(row.pk): row for row in rows if row.state in SENT}
    answered = [person for person in told["people"] if person["sent"] == "yes"]
    per_person = Counter(row.applicant_id for row in stored.values())
    return {
        "answered_sent": len(answered),
        "stored_sent": len(stored),
        "lost": sum(person["application"] not in stored for person in answered),
        "doubled": sum(number - 1 for number in per_person.values()),
        "stored_late": sum(row.submitted is not None and row.submitted > call_closes(call) for row in stored.values()),
        "saves_lost": saves_lost(call, told["people"]),
        **confirmations(stored, mail),
    }


def call_closes(call: Call) -> Any:
    call.refresh_from_db(fields=["closes", "grace_minutes"])
    return call.accepts_until


def saves_lost(call: Call, people: list[dict[str, Any]]) -> int:
    """Answers that stand neither as they were acknowledged last nor as they were sent since without an answer."""
    kept: dict[tuple[str, str], Any] = {}
    for answer in Answer.objects.filter(application__call=call).values_list("application_id", "question_id", "value"):
        kept[str(answer[0]), str(answer[1])] = answer[2]
    lost = 0
    for person in people:
        for pk, fields in person["acked"].items():
            may = [fields, *person["unsure"].get(pk, [])]
            lost += not any(says(kept.get((person["application"], str(pk))), one) for one in may)
    return lost


def says(value: Any, fields: dict[str, str]) -> bool:
    """Whether a stored answer is what the controls held; a date stands in three of them."""
    typed = [one.strip() for one in fields.values()]
    return str(value) == (typed[0] if len(typed) == 1 else next(one for one in typed if "-" in one))


def confirmations(stored: dict[str, Application], mail: Path) -> dict[str, int]:
    """In the inbox, as delivered, and as written mail: once for each that is stored as sent."""
    messages = list(Message.objects.filter(kind=KIND, key__startswith=f"{KIND}:"))
    mine = {row.key.split(":")[1]: row for row in messages}
    inbox = Counter(row.key.split(":")[1] for row in messages if row.in_app)
    delivered = Counter(Delivery.objects.filter(message__in=messages, succeeded=True).values_list("message_id", flat=True))
    written = mails(mail)
    wanted = {pk: mine.get(pk) for pk in stored}
    by_mail = {pk: written[message_id(row.key)] if row else 0 for pk, row in wanted.items()}
    return {
        "unconfirmed": sum(inbox[pk] == 0 or row is None or delivered[row.pk] == 0 for pk, row in wanted.items()),
        "confirmed_twice": sum(inbox[pk] > 1 or (row is not None and delivered[row.pk] > 1) for pk, row in wanted.items()),
        "mails_missing": sum(number == 0 for number in by_mail.values()),
        "mails_twice": sum(number > 1 for number in written.values()),
    }


def message_id(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def mails(folder: Path) -> Counter[str]:
    """How often each mail was written, by its own number; the file's rule between mails does not matter."""
    found: Counter[str] = Counter()
    for path in folder.glob("*.log"):
        found.update(re.findall(r"^Message-ID: <([0-9a-f]{32})@", path.read_text(errors="replace"), re.MULTILINE))
    return found


def answers(port: int, path: str, longest: float = 60.0) -> None:
    """Waits until the server does."""
    until = time.monotonic() + longest
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2).close()
            return
        except OSError as error:
            if time.monotonic() > until:
                raise RuntimeError(f"The server did not answer on port {port} (BENCH_PORT names another).") from error
            time.sleep(0.25)
