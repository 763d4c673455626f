"""Lessons and stories."""
