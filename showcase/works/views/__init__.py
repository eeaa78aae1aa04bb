"""Pages of works, by who looks at them."""
