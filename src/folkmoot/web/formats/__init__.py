"""Date formats for languages where Django's own do not fit the reader."""
