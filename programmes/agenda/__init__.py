"""Who is where when: clashes, own agenda, calendar feeds."""
