"""What came of it: typed, dated facts with proof."""
