"""The rows of this floor's rooms."""

from mentoring.matching.models import Matching, Pair, PairRule, Preference
from mentoring.meetings.models import Meeting, Mentorship
from mentoring.mentors.models import Engagement, Mentor

__all__ = ["Engagement", "Matching", "Meeting", "Mentor", "Mentorship", "Pair", "PairRule", "Preference"]
