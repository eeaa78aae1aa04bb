"""Figures promised and reached: counted from the thread, or entered with their source."""
