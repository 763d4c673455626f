"""Located articles -> the formats of other programs."""
