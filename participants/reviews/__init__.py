"""Who reads what: fair assignment, scores on a rubric, conflicts, calibrated ranking."""
