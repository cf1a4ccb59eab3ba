"""What became of the words: an adopted text held against what was recommended, clause by clause.

`wording` words, and what changed in them · `clauses` a text cut into clauses · `lexicons` the words of each language
that bind, soften, exempt or set a limit · `quantities` numbers with their unit and bound · `alignment` which clause
became which · `signals` what a change points to · `comparison` all of it, as suggestions for a person who judges ·
`verdicts` the six verdicts, and how far two judges agree.

No language model: each suggestion names the words that it rests on. A suggestion is never a verdict.
"""
