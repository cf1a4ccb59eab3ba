"""What cannot be quietly changed: entries, their tree, its signature, the exported record, and what replays from it.

`entries` one line each · `merkle` one hash over all · `notes` a signature on text · `checkpoints` what is signed ·
`exports` the files that anybody may take away and check · `replay` every draw, tally and deadline worked out again
(`draws`, `decisions`, `promises`) · `findings` what a check says.
"""
