"""The public face of programmes, put together from the rooms below."""
