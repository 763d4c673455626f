"""What people put right: kept, found again, compared."""
