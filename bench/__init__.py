"""Measures the product: fills a database of its own, asks every page, prints what each costs beside its goal."""
