"""What becomes of this room's rows when a person goes."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import Rows, rule
from incubator.web.texts import Texts


def take_down(rows: Rows) -> None:
    """The page goes, its address with the name in it too."""
    for creator in rows:
        rows.filter(pk=creator.pk).update(slug=f"erased-{creator.pk}")
    rows.update(
        name="", search="", statement=Texts(), country="", city="", disciplines=[], website="", listed=False, person=None,
        territory=Texts(), available=[], links=[],
    )  # fmt: skip


rule("showcase.Creator", "person", says=_("Your public page is taken down."), erase=take_down)
