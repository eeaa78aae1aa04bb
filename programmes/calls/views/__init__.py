"""Doors of calls: the desk's pages of a call, its form, its stages, its preview, and what the public sees."""
