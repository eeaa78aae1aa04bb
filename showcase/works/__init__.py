"""Works: proposed by participants, published by editors, found by the world."""
