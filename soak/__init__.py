"""What takes longer than a test may: `./run soak`. The last results lie in `RESULTS.md`, with date and machine."""
