"""Works in an order, with a curator's text: a collection, or all that one edition of a programme brought forth."""
