"""Corrections by people: kept, found again, compared."""
