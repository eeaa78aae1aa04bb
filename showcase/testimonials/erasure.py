"""What becomes of this room's rows when a person goes."""

from django.utils.translation import gettext_lazy as _

from incubator.access.stamps import touch
from incubator.accounts.erasure import Rows, rule

SAYS = _("Your testimonials are deleted and leave the public pages at once.")


def take_away(rows: Rows) -> None:
    rows.delete()
    touch()


rule("showcase.Testimonial", "person", says=SAYS, erase=take_away, unsaid=("token",))
rule("showcase.Testimonial", "email", says=SAYS, erase=take_away, export=False)
