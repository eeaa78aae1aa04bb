"""The review: issues and articles, translated side by side."""
