"""What cannot be quietly changed: entries, their tree, its signature, the exported record, and what replays from it.

`entries` one line each · `merkle` one hash over all · `notes` a signature on text · `checkpoints` what is signed ·
`exports` the files that anybody may take away and check · `pasts` held against a checkpoint kept earlier · `replay`
every contract, draw, vote and deadline worked out again (`contracts`, `draws`, `decisions`, `promises`, over the
`stories` that the lines tell) · `findings` what a check says.
"""
