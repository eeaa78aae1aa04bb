"""Uploads that survive: tus 1.0 with creation, expiration, checksum and termination, for whatever room takes files."""

from incubator.files.resumable.registry import Destination, Terms, Wish, register_destination

__all__ = ["Destination", "Terms", "Wish", "register_destination"]
