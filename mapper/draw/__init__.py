"""Pins and outlines -> one HTML file."""
