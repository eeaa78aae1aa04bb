"""Mentorships and the sessions mentors log."""
