"""The product in its own processes, broken while people write and send: afterwards all that was acknowledged is there, once."""
