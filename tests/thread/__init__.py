"""The one thread, walked in a browser by the people it is for."""
