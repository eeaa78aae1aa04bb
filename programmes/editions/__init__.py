"""Programmes, their cohorts, and a cohort's phases and groups."""
