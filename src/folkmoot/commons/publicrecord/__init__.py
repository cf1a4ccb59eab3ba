"""The public record: the append-only log of every public act. Everything public is a projection of it.

It lies under all other apps and knows them only as text (an assembly's slug, a pseudonym), so that no table of people
can be reached from it.
"""
