"""Pages of organisations: the desk, the people, the platform's approval, what was sent and done."""
