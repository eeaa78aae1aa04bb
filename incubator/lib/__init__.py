"""Small helpers on the standard library: no model, no request."""
