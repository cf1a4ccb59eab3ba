"""The proof. `everything.py` runs all of it; `builders.py` makes what tests need; each folder tells one kind of story."""
