"""What machines read to find the works: feeds, the map of the site, what robots may see."""
