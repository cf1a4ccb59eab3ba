"""Template tags: the face's components."""
