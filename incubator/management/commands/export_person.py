"""Hands a person's data over, for those who ask by letter."""

import shutil
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from incubator.accounts.leaving import archive
from incubator.accounts.models import User


class Command(BaseCommand):
    help = "Write everything kept of a person into a ZIP file."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("email")
        parser.add_argument("--out", type=Path, help="the file to write (default: the address with .zip)")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError(f"Nobody has the address {options['email']}")
        path = options["out"] or Path(f"{user.email}.zip")
        with archive(user) as source, path.open("wb") as target:
            shutil.copyfileobj(source, target)
        self.stdout.write(str(path))
