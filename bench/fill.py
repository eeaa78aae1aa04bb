"""Multiplies the base: applications with answers and reviews, works with credits and facets, by INSERT … SELECT.

A database grows: `grow(base, 1000, 10000)` adds the rows from the 1,001st on, so one world serves every size.
"""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.utils import translation

from bench.base import COUNTRIES, DISCIPLINES, Base
from bench.sql import clock, insert, pick, query, run, texts
from incubator.accounts.models import User
from incubator.audit.models import LogEntry
from incubator.outbox.models import Message
from participants.applications.models import Answer, Application
from participants.reviews.actions import work_out
from participants.reviews.models import Review, Reviewer, Score
from programmes.calls.states import Meaning, Type
from showcase.creators.models import Creator
from showcase.works.indexing import joined
from showcase.works.models import Credit, Facet, Work, WorkAsset
from showcase.works.states import ACCESS, Kind, Length, Need

FIRST = (
    "Aminata Yosra Fatou Mariam Awa Ndeye Salma Wanjiru Achieng Nada Bintou Rokia Hamza Karim Salif Otieno Kamau Koffi".split()
)
LAST = "Diop Konaté Traoré Berkani Mwangi Ouattara Gharbi Trabelsi Kouassi Sarr Cissé Njoroge Bennani Zongo Fall Touré".split()
THINGS = "mer lampe tambour maison rivière ombre lettre ville nuit mémoire atelier jardin cinéma voile archive marché".split()
HOWS = "sans portes du matin des absents qui parle à deux voix de sel en papier de Dakar sous la pluie du retour".split()
PEOPLE_EACH = 20
"""Applications for each reviewer; at three reviews an application, sixty to read for each of them."""
LONG = (
    "Ce projet part d’une histoire racontée par ma grand-mère, que je veux filmer là où elle a eu lieu, avec celles et ceux qui "
    "s’en souviennent. Nous avons déjà écrit un premier traitement et tourné trois journées de repérage. "
)

STATES = """CASE WHEN g % 100 < 3 THEN 'draft' WHEN g % 100 < 8 THEN 'ineligible' WHEN g % 100 < 10 THEN 'withdrawn'
 WHEN g % 100 < 20 THEN 'submitted' WHEN g % 100 < 80 THEN 'in_review' WHEN g % 100 < 90 THEN 'shortlisted'
 WHEN g % 100 < 92 THEN 'accepted' WHEN g % 100 < 94 THEN 'waitlisted' ELSE 'declined' END"""
NAME = f"{pick(FIRST, 1)} || ' ' || {pick(LAST, 7)}"
TITLE = f"'La ' || {pick(THINGS, 3)} || ' ' || {pick(HOWS, 5)} || ' ' || g"
PLAIN = ("translate(lower({}), 'àâéèêëîïôöûùç', 'aaeeeeiioouuc')").format
SECOND, SPOKEN = pick([*COUNTRIES[1:], "BF"], 29), pick(["fr", "en", "ar", "wo"], 3)
READABLE, MINUTES = pick([value for value, _text in ACCESS], 37), "(3 + g % 90)"
NEED = f"CASE WHEN g % 4 = 0 THEN {pick([value for value in Need.values if value], 31)} ELSE '' END"
COUNTRY, DISCIPLINE = pick(COUNTRIES, 11), pick(DISCIPLINES, 13)


def grow(base: Base, have: int, want: int) -> None:
    """From `have` applications and works to `want`; each is a multiple of PEOPLE_EACH, and at least three of it are added."""
    window = f"generate_series({have + 1}, {want}) g"
    people(window)
    applications(base, window)
    answers(base, have)
    reviewing(base, have, want)
    traces(base, have)
    works(base, window, have)
    work_out(base.stage)
    with connection.cursor() as cursor:
        # what autovacuum does by itself in a database that lives for more than a few minutes
        cursor.execute("VACUUM ANALYZE")


def people(window: str) -> None:
    """An account for each applicant, and for every tenth a public page as a creator."""
    email = "'a' || g || '@bench.test'"
    insert(User, {"email": email, "name": NAME, "password": "'!'", "country": COUNTRY}, window)
    mine = "incubator_user u JOIN " + window + " ON u.email = 'a' || g || '@bench.test'"
    insert(EmailAddress, {"user": "u.id", "email": "u.email", "verified": "true", "primary": "true"}, mine)
    creators = {"person": "u.id", "slug": "'c-' || g", "name": "u.name", "country": "u.country", "listed": "true"}
    insert(Creator, creators, f"{mine} WHERE g % 10 = 0")


def applications(base: Base, window: str) -> None:
    sent = f"{STATES} <> 'draft'"
    done = " + ".join(f"CASE WHEN (g * 3 + {k}) % 10 < 7 THEN 1 ELSE 0 END" for k in range(3))
    source = f"incubator_user u JOIN {window} ON u.email = 'a' || g || '@bench.test'"
    reference = "'BEN-' || upper(lpad(to_hex(g), 6, '0'))"
    insert(Application, {
        "call": base.call.pk, "applicant": "u.id", "draft_token": "'t' || g", "state": STATES, "title": TITLE, "name": "u.name",
        "reference": f"CASE WHEN {sent} THEN {reference} END", "country": "u.country", "region": "'Dakar'",
        "submitted": f"CASE WHEN {sent} THEN {clock(base.call.opens)} + (g * 7919 % 28000) * interval '1 minute' END",
        "summary": f"'{LONG}'", "gender": pick(["woman", "man", "other"], 17), "discipline": DISCIPLINE,
        "birth": "date '1990-01-01' + (g % 5000)", "eligible": f"{STATES} <> 'ineligible'",
        "search": PLAIN(f"{reference} || ' ' || u.name || ' ' || {TITLE}"), "language": pick(["fr", "en", "ar"], 19),
        "score": f"CASE WHEN {done} > 0 AND g % 100 >= 10 THEN 20 + (g * 31 % 8000) / 100.0 END",
        "reviews_asked": 3, "reviews_done": done,
    }, source)  # fmt: skip


def fresh(base: Base, have: int) -> str:
    """The applications of this growth, as a source of rows with their number `g`."""
    return (
        f"(SELECT a.*, substr(a.draft_token, 2)::int AS g FROM participants_application a WHERE a.call_id = {base.call.pk} "
        f"AND a.draft_token ~ '^t[0-9]+$' AND substr(a.draft_token, 2)::int > {have}) a"
    )


def answers(base: Base, have: int) -> None:
    by_meaning = {
        Meaning.NAME: "a.name", Meaning.TITLE: "a.title", Meaning.SUMMARY: "a.summary", Meaning.BIRTH: "a.birth::text",
        Meaning.COUNTRY: "a.country", Meaning.REGION: "a.region", Meaning.GENDER: "a.gender", Meaning.DISCIPLINE: "a.discipline",
    }  # fmt: skip
    by_type = {Type.LONG: f"'{LONG * 4}'", Type.LINK: "'https://film.test/' || a.g"}
    for question in base.questions:
        value = by_meaning.get(question.meaning) or by_type.get(question.type)  # type: ignore[call-overload]
        if value is None:
            continue
        row = {"application": "a.id", "question": question.pk, "value": f"to_jsonb(({value})::text)"}
        insert(Answer, row, fresh(base, have))


def reviewing(base: Base, have: int, want: int) -> None:
    """New reviewers for the new applications, each with sixty reviews: seven in ten given in, one begun, two to read."""
    seats = (want - have) // PEOPLE_EACH
    first = have // PEOPLE_EACH
    window = f"generate_series({first + 1}, {first + seats}) g"
    insert(User, {"email": "'r' || g || '@bench.test'", "name": NAME, "password": "'!'"}, window)
    insert(Reviewer, {
        "call": base.call.pk, "person": "u.id", "languages": "'[\"fr\", \"en\"]'", "most": 90,
    }, f"incubator_user u JOIN {window} ON u.email = 'r' || g || '@bench.test'")  # fmt: skip
    numbered = (
        f"(SELECT v.id, row_number() OVER (ORDER BY v.id) - 1 AS n FROM participants_reviewer v "
        f"JOIN incubator_user u ON u.id = v.person_id JOIN {window} ON u.email = 'r' || g || '@bench.test') v"
    )
    turn = f"((a.g - {have} - 1) / {PEOPLE_EACH} + k * {max(seats // 3, 1)}) % {seats}"
    state = "CASE WHEN (a.g * 3 + k) % 10 < 7 THEN 'submitted' WHEN (a.g * 3 + k) % 10 = 7 THEN 'draft' ELSE 'assigned' END"
    insert(Review, {
        "stage": base.stage.pk, "application": "a.id", "reviewer": "v.id", "state": state, "comment": f"'{LONG}'",
        "total": "CASE WHEN (a.g * 3 + k) % 10 < 7 THEN 20 + ((a.g + k) * 31 % 8000) / 100.0 END",
        "submitted": "CASE WHEN (a.g * 3 + k) % 10 < 7 THEN now() END",
    }, f"{fresh(base, have)} CROSS JOIN generate_series(0, 2) k JOIN {numbered} ON v.n = {turn} WHERE a.state <> 'draft'")  # fmt: skip
    fresh_reviews = f"participants_review r JOIN {fresh(base, have)} ON a.id = r.application_id AND r.state = 'submitted'"
    source = f"{fresh_reviews} CROSS JOIN programmes_criterion c WHERE c.stage_id = {base.stage.pk}"
    insert(Score, {"review": "r.id", "criterion": "c.id", "value": "1 + (r.id + c.id) % 5"}, source)


def traces(base: Base, have: int) -> None:
    """What sending leaves behind: two entries in the ledger and a message that was sent."""
    kind = ContentType.objects.get_for_model(Application).pk
    organisation = base.cohort.organisation_id
    for verb in ("participants.submit_application", "participants.start_review"):
        insert(LogEntry, {
            "by": "a.applicant_id", "verb": f"'{verb}'", "content_type": kind, "object_id": "a.id", "what": "a.reference",
            "organisation": organisation, "at": "a.submitted",
        }, f"{fresh(base, have)} WHERE a.state <> 'draft'")  # fmt: skip
    insert(Message, {
        "key": "'bench:' || a.id", "kind": "'application_received'", "person": "a.applicant_id", "organisation": organisation,
        "address": "'a' || a.g || '@bench.test'", "language": "'fr'", "subject": "'Votre candidature est arrivée'",
        "text": f"'{LONG}'", "state": "'sent'", "sent": "now()", "created": "a.submitted",
    }, f"{fresh(base, have)} WHERE a.state <> 'draft'")  # fmt: skip


def works(base: Base, window: str, have: int) -> None:
    """Published works: two countries and two languages, three credits, one of the shared covers."""
    named_words()
    programmes = [str(programme.pk) for programme in base.programmes]
    covers = [str(cover.pk) for cover in base.covers]
    kind = pick(list(Kind.values), 1)
    authors = f"{pick(FIRST, 1)} || ' ' || {pick(LAST, 7)}"
    summary = f"'Un film fait entre deux rives, à plusieurs mains, sur la ' || {pick(THINGS, 23)} || '.'"
    cast = f"{pick(LAST, 7)} || ' ' || {pick(FIRST, 3)} || ' ' || {pick(LAST, 5)} || ' ' || {pick(FIRST, 1)}"
    insert(Work, {
        "slug": "'work-' || g", "programme": f"{pick(programmes, 1)}::bigint", "cohort": base.cohort.pk,
        "title": texts(fr=TITLE, en=f"'The house of ' || {pick(THINGS, 3)} || ' ' || g"), "summary": texts(fr=summary),
        "text": texts(fr=f"'{LONG * 5}'"), "kind": kind, "discipline": DISCIPLINE, "year": "2010 + g % 16",
        "countries": f"jsonb_build_array({COUNTRY}, {SECOND})", "languages": f"jsonb_build_array({SPOKEN})", "minutes": MINUTES,
        "need": NEED, "needs": f"CASE WHEN g % 4 = 0 THEN jsonb_build_array(jsonb_build_object('what', {NEED})) ELSE '[]' END",
        "access": f"CASE WHEN g % 3 = 0 THEN jsonb_build_array({READABLE}) ELSE '[]' END", "marks": marks(kind),
        "cover": f"{pick(covers, 1)}::bigint", "byline": authors, "state": "'published'", "featured": "g <= 20",
        "search_title": f"' ' || {PLAIN(TITLE)} || ' the house of ' || {pick(THINGS, 3)} || ' '",
        "search": f"' ' || {PLAIN(f'{TITLE} || chr(32) || {cast} || chr(32) || {summary}')} || n.words",
        "published": "now() - (g * 7919 % 2000000) * interval '1 minute' - g * interval '1 second'",
    }, f"{window} JOIN bench_words n ON n.kind = {kind} AND n.country = {COUNTRY}")  # fmt: skip
    added = f"showcase_work w JOIN {window} ON w.slug = 'work-' || g"
    roles = [("'Réalisation'", "w.byline", "true"), ("'Image'", NAME, "false"), ("'Son'", pick(LAST, 5), "false")]
    for order, (role, name, author) in enumerate(roles):
        row = {"work": "w.id", "role": texts(fr=role), "name": name, "author": author, "order": order}
        insert(Credit, row, added)
    insert(WorkAsset, {"work": "w.id", "asset": "w.cover_id", "place": "'cover'"}, added)
    lists = {
        "country": "w.countries", "language": "w.languages", "access": "w.access", "discipline": "jsonb_build_array(w.discipline)",
        "need": "jsonb_build_array(w.need)", "length": f"jsonb_build_array({length('w.minutes')})",
    }  # fmt: skip
    for name, listed in lists.items():
        values = f"{added} CROSS JOIN LATERAL (SELECT DISTINCT v FROM jsonb_array_elements_text({listed}) v WHERE v <> '') v"
        insert(Facet, {"work": "w.id", "name": f"'{name}'", "value": "v.v", "published": "w.published"}, values)


def length(minutes: str) -> str:
    steps = " ".join(f"WHEN {minutes} <= {most} THEN '{most}'" for most in Length.values if most.isdecimal())
    return f"CASE {steps} ELSE '{Length.LONG.value}' END"


def marks(kind: str) -> str:
    """As indexing.marks_of writes them, but for their order."""
    pairs = {"kind": kind, "year": "2010 + g % 16", "country": COUNTRY, "language": SPOKEN, "discipline": DISCIPLINE}
    plain = [f"'{name}:' || {value}" for name, value in pairs.items()]
    plain += [f"'country:' || {SECOND}", f"'length:' || {length(MINUTES)}"]
    need = f"CASE WHEN g % 4 = 0 THEN jsonb_build_array('need:' || {NEED}) ELSE '[]' END"
    access = f"CASE WHEN g % 3 = 0 THEN jsonb_build_array('access:' || {READABLE}) ELSE '[]' END"
    return f"jsonb_build_array({', '.join(plain)}) || {need} || {access}"


def named_words() -> None:
    """What a work's search text holds besides its own words: names of its kind and countries in every language."""
    from showcase.works.indexing import _names
    from showcase.works.models import Work as Row

    run("CREATE TABLE IF NOT EXISTS bench_words (kind text, country text, words text)")
    if query("SELECT 1 FROM bench_words LIMIT 1"):
        return
    from programmes.editions.models import Programme

    programme = Programme(name={"fr": "Deux rives", "en": "Two shores"})
    with translation.override("fr"), connection.cursor() as cursor:
        rows = [
            (kind, country, joined(_names(Row(kind=kind, countries=[country, "BF"], programme=programme))))
            for kind in Kind.values for country in COUNTRIES
        ]  # fmt: skip
        cursor.executemany("INSERT INTO bench_words VALUES (%s, %s, %s)", rows)


def counted(*rows: type[models.Model]) -> dict[str, Any]:
    return {row.__name__: row._default_manager.count() for row in rows}
