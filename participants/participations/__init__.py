"""People in a cohort and the projects they develop."""
