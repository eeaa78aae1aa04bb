"""What becomes of this room's rows when a person goes."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.erasure import Rows, blank, rule


def forget_projects(rows: Rows) -> None:
    """A project of one person alone loses its words; those of a team stay the others'."""
    alone = [project.pk for project in rows.prefetch_related("members") if len(project.members.all()) == 1]
    rows.model._default_manager.filter(pk__in=alone).update(title="–", summary="")


rule(
    "participants.Project", "members__person", erase=forget_projects, order=30,
    says=_("Projects that are yours alone lose their words; those of a team stay the others'."),
)  # fmt: skip
rule(
    "participants.Participation", "person", erase=blank(languages=[], needs=[], available=[]), order=40,
    says=_("That somebody took part stays for the figures, with the country and nothing else."),
)  # fmt: skip
