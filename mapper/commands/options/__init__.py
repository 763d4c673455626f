"""Options that several commands have, each group of them gathered into one record."""
