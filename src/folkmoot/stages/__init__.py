"""One Django app per stage of the journey, in journey order; a stage looks back, never ahead."""
