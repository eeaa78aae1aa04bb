"""Uploaded originals and the files made from them, so that a work can be seen on any line."""
