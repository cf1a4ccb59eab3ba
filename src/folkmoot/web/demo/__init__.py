"""The living example: three invented assemblies, played through the same actions that the pages use."""
