"""The proof: `everything.py` runs it all, `builders.py` makes what tests need, each folder tells one kind of story."""
