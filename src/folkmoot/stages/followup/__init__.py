"""Follow-up: replies by the clock, news of implementation, and the promise board. Domain 5.1, demands S20 to S27.

Each recommendation has one reply from each commissioner, or none: that nobody answered is computed from the clock when
a page is read, and no action can set or remove it. What was done is told by several assessors side by side, never
averaged.
"""
