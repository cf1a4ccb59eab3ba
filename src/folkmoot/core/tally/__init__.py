"""What was decided: counts against a threshold, in exact fractions, explained step by step.

`rules` the threshold and the counts · `counting` papers to counts, device and paper together · `tallies` the result ·
`plain` the same values as they stand in the public record.

Every other way to count (`docs/spec/tally-rules.md`): `profiles` what was cast, `reading` the same from files ·
`methods` the rules as data, `ruling` the same from and to plain values, `named` those with a name · `ties` ·
`transfers` seats by transferred votes · `budgets` what a budget buys · `deciding` the door to the counting itself ·
`outcomes` what comes out, `published` the same for everybody.
"""
