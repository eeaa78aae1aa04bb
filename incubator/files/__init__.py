"""Files people send: checks on content, resumable upload, signed private serving."""
