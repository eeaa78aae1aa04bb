"""The public pages of people and collectives."""
