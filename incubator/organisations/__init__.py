"""Who runs programmes: organisations, the roles of people in them, invitations."""
