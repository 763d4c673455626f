"""Files, folders, pages and feeds -> articles."""
