"""Pages of programmes and cohorts, by audience."""
