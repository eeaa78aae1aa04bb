"""The doors: who may enter a page, who may see a row; knows no role."""

from incubator.access.doors import guarded, member, public

__all__ = ["guarded", "member", "public"]
