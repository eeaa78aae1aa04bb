"""Who goes through it: applications, reviews, selection, participations, outcomes."""
