"""Logos of organisations and partners: received as pictures, made safe by the jobs of media, shown on a light plate."""
