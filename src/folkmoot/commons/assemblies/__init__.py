"""Assemblies: a process with its decision, owner and date; its body with seats; who holds which role; the calendar."""
