"""What pages of creators read. Which works they are in is asked by the works room, which stands above."""

from typing import Any

from django.db.models import Q, QuerySet

from showcase.creators.models import Creator


def linkable(project_id: int | None, person_id: int | None) -> dict[str, Creator]:
    """Creators among a project's members and the proposer, by their name in small letters; switched off ones too."""
    whose = Q(person_id=person_id) if person_id else Q(pk__in=[])
    if project_id:
        whose |= Q(person__participations__projects=project_id)
    return {creator.name.casefold(): creator for creator in Creator.objects.filter(whose).distinct()}


def listed() -> QuerySet[Creator]:
    return Creator.objects.public()


def of_person(user: Any) -> Creator | None:
    return Creator.objects.filter(person=user).first()
