"""English as most of its readers here write dates: day, month, year; hours to twenty-four."""
