"""Recommendations: adopted texts, minority statements, the report and its hand-over."""
