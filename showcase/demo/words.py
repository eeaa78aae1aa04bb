"""Testimonials of the five programmes: asked for, agreed to, translated, published."""

from django.utils import translation

from incubator.demo.clock import from_today, told_at
from incubator.demo.facts import data
from incubator.demo.stage import Stage
from showcase.demo.creators import participants
from showcase.testimonials import actions as testimonials


def load(stage: Stage) -> None:
    found = participants(stage)
    for key, rows in data("testimonials").items():
        programme, by = stage.rows[key], stage.people[f"coordinator.{key}"]
        for row in rows:
            part, language = found[row["name"]], row["language"]
            own, others = row["words"][language], {code: text for code, text in row["words"].items() if code != language}
            with told_at(from_today(-20)):
                said = testimonials.ask(
                    programme, by=by, name=row["name"], email=part.person.email, language=language, cohort=part.cohort
                )
                with translation.override(language):
                    consent = testimonials.consent_for(said)
                said = testimonials.give(said, words=own, name=row["name"], line=row["line"], consent=consent, language=language)
                testimonials.translate(said, by=by, words=others)
                testimonials.publish(said, True, by=by)
