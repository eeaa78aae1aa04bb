"""Who helps: mentors, matching, mentorships and their sessions."""
