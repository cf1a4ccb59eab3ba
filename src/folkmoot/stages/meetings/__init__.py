"""Meetings: when and where the members come together, what is on the agenda, and how many were there.

planned → held → attendance closed. Who came stays inside; how many may vote and how many came is public, and every
ballot at the meeting is held against these two numbers.
"""
