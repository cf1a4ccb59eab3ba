"""What was promised before anybody was invited: the contract of power, clause by clause.

`clause` what every clause can be asked · `spans` how long after the hand-over · `mandate` what the assembly may work on
and how far its word goes · `answers` what is owed to it afterwards · `conduct` how it is run · `clauses` all of them as
one value, and as plain values · `gaps` what a draft leaves open · `amendments` what a new version loosens.

A clause is one class: its fields, what it leaves open, what it makes somebody owe, and when a later version of it is a
weaker promise. Editor, page, duties and marks are made from that.
"""
