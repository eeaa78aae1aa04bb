"""Whom works reach: what was seen, played and fetched, counted on the server, without following anybody."""
