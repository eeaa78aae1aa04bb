"""Forgets a person, for those who ask by letter."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from incubator.accounts.leaving import data_at, forget, forget_address
from incubator.accounts.models import User
from incubator.lib.errors import Refused


class Command(BaseCommand):
    help = "Erase a person by the written rules; asks for the address once more unless --yes is given."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("email")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        user, email = User.objects.filter(email__iexact=options["email"]).first(), options["email"].lower()
        if user is None and not data_at(email):
            raise CommandError(f"Nobody has the address {options['email']}")
        if not options["yes"] and input(f"Type {email} to erase this person: ").strip().lower() != email:
            raise CommandError("Nothing was erased.")
        if user is None:
            forget_address(email)
            self.stdout.write("Erased what was kept with this address; it has no account.")
            return
        try:
            forget(user, by=None)
        except Refused as why:
            raise CommandError(str(why.message)) from why
        self.stdout.write(f"Erased person {user.pk}.")
