"""Places: sites with their city, zone and map point, and the spaces in them."""
