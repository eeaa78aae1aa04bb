"""Pages of the matching: for participants and mentors who choose, and for coordinators who run it."""
