"""Bringing participants and mentors together, with the reasons of every score."""
