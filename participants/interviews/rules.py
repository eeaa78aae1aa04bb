"""Who answers an invitation to an interview: the candidate alone."""

from typing import Any

import rules

from incubator.access.registry import register


@rules.predicate
def is_candidate(user: Any, interview: Any) -> bool:
    return interview is not None and interview.application.applicant_id == user.pk


PERMISSIONS = register({"participants.answer_interview": is_candidate})
