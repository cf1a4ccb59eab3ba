"""Open data: the public record as pages and files that anybody can check."""
