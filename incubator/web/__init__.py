"""What pages are made of: typed request, paging, texts per language, components."""
