"""Open data: the public record to read, to search and to take away. Nobody imports a window."""
