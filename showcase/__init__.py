"""What the world sees: media, creators, works, the review."""
