"""Deliberation: what people said becomes drafts, drafts become numbered texts. Rules: domain 6.5, demands S2 and S3.

Statements are gathered → members write drafts from them (every save is a version; merging and splitting keep their
lineage) → whoever does not lead on is set aside with a reason → the chosen drafts are frozen as numbered, hashed texts.
After that nothing changes any more; ballots vote on exactly these texts.
"""
