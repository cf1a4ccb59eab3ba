"""The lottery: who is asked to sit. Rules: docs/spec/draw.md, demands S13, S21, S25.

targets and pool in (a dry run first) → a lottery found (numbered, never overwritten) → published with all its panels
and its hash → three public balls, read by two people → a panel → yes or no from each → seats; vacant seats start the
same way again, from the same pool. People are pseudonyms outside this app; their features and contacts never leave it.
"""
