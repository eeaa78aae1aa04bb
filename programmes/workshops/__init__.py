"""Workshops and their sessions at one or several sites, with facilitators, spaces and groups."""
