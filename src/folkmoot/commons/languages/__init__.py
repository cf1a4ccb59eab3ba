"""Languages: every public text has one authoritative original; translations say who made them and go stale."""
