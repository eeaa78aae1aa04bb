"""Translations without system gettext: `translations extract`, `translations check`, `translations compile`."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from incubator.management import catalogues

FLOORS = ("incubator", "programmes", "participants", "mentoring", "showcase")


class Command(BaseCommand):
    help = "Reads texts out of code and templates into locale/, checks that every language is complete, compiles."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["extract", "check", "compile"])
        parser.add_argument(
            "--language",
            action="append",
            choices=sorted(catalogues.PLURALS),
            help="only this language (may be repeated)",
        )

    def handle(self, *args: object, what: str, language: list[str] | None, **options: object) -> None:
        languages = language or sorted(catalogues.PLURALS)
        root = settings.BASE_DIR
        if what == "compile":
            for code in languages:
                catalogues.compile_language(root, code)
            return
        template = catalogues.gather(root, FLOORS)
        if what == "extract":
            for code in languages:
                waiting = catalogues.renew(root, code, template)
                self.stdout.write(f"{code}: {waiting} of {len(template)} texts wait for a translation")
            return
        faults = [fault for code in languages for fault in catalogues.faults(root, code, template)]
        if faults:
            shown = "\n".join(faults[:40])
            raise CommandError(
                f"{shown}\n{len(faults)} faults in the translations. 'make messages-extract' brings the files up to the code."
            )
        self.stdout.write(f"{len(template)} texts complete in {', '.join(languages)}")
