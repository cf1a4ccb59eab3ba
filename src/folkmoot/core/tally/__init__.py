"""What was decided: counts against a threshold, in exact fractions, explained step by step.

`rules` the threshold and the counts · `counting` papers to counts, device and paper together · `tallies` the result ·
`plain` the same values as they stand in the public record.
"""
