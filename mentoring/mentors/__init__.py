"""Mentors: what they know, their languages and zone, their place in a cohort."""
