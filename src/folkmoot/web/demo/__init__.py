"""The living example: four invented assemblies, played through the same actions that the pages use."""
