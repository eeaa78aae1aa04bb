"""The first page after signing in: what rooms register as cards, and where each role starts."""
