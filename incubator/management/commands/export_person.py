"""Hands a person's data over, for those who ask by letter."""

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from incubator.accounts.leaving import archive, data_at
from incubator.accounts.models import User


class Command(BaseCommand):
    help = "Write everything kept of a person into a ZIP file."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("email")
        parser.add_argument("--out", type=Path, help="the file to write (default: the address with .zip)")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            self._of_address(options["email"], options["out"])
            return
        path = options["out"] or Path(f"{user.email}.zip")
        with archive(user) as source, path.open("wb") as target:
            shutil.copyfileobj(source, target)
        self.stdout.write(str(path))

    def _of_address(self, email: str, out: Path | None) -> None:
        """Somebody without an account: a guest of a screening room, a person who was invited."""
        if not (found := data_at(email)):
            raise CommandError(f"Nobody has the address {email}")
        path = out or Path(f"{email}.zip")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("data.json", json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
        self.stdout.write(str(path))
