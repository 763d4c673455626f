"""Mentions and a gazetteer -> places, roles, and how sure."""
