"""People: the e-mail address is the name; preferences; own data."""
