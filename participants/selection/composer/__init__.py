"""The best cohort under quotas, exactly: proposed with its proof or bound, with what each quota costs, who would step in for
whom, other cohorts as good, and why there is none.

Pure: dataclasses in, dataclasses out. `problem` says what is asked and counts, `program` solves whole-number programmes,
`solving` composes, `replacing` and `explaining` answer what people ask next.
"""

from participants.selection.composer.explaining import Closest, Conflict, Trouble, Why, check, closest, conflict, conflicts
from participants.selection.composer.problem import (
    Candidate,
    Count,
    Measure,
    Problem,
    Quota,
    Sense,
    breaches,
    counts,
    penalty_of,
    score_of,
)
from participants.selection.composer.program import Cancelled, Effort
from participants.selection.composer.replacing import Replacement, replacements, stepping_in
from participants.selection.composer.solving import (
    Answer,
    Cohort,
    Cost,
    Cut,
    compose,
    cost_of,
    next_best,
    really_different,
)

__all__ = [
    "Answer", "Cancelled", "Candidate", "Closest", "Cohort", "Conflict", "Cost", "Count", "Cut", "Effort", "Measure", "Problem",
    "Quota", "Replacement", "Sense", "Trouble", "Why", "breaches", "check", "closest", "compose", "conflict", "conflicts", "cost_of",
    "counts", "next_best", "penalty_of", "really_different", "replacements", "score_of", "stepping_in",
]  # fmt: skip
