"""Tags of this floor, found by Django here; they are written in their rooms."""
