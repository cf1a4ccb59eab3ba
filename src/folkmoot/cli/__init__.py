"""The core on files, without Django, for practitioners and auditors."""
