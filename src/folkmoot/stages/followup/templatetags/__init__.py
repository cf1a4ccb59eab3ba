"""Filters for the templates of follow-up."""
