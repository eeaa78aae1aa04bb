"""Calls for ideas: texts, questions, eligibility, opening and deadline, evaluation stages and criteria."""
