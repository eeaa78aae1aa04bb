"""Screening rooms: works for a jury or a professional by a personal link, also those that nobody else may see yet."""
