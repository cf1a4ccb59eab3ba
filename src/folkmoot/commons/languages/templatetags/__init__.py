"""Template tags of languages."""
