"""Pages of mentorships: for their two people, and the desk's overview."""
