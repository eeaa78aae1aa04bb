"""Decisions that stay invisible until they are published, and the letters that tell them."""
