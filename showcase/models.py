"""The rows of this floor's rooms."""

from showcase.creators.models import Creator
from showcase.emblems.models import Mark
from showcase.journal.models import Article, Issue
from showcase.media.models import Asset, Rendition
from showcase.press.models import PressKit
from showcase.reach.models import Emptied, Tally
from showcase.testimonials.models import Testimonial
from showcase.works.models import Credit, Facet, Recognition, Work, WorkAsset

__all__ = [
    "Article", "Asset", "Creator", "Credit", "Emptied", "Facet", "Issue", "Mark", "PressKit",
    "Recognition", "Rendition", "Tally", "Testimonial", "Work", "WorkAsset",
]  # fmt: skip
