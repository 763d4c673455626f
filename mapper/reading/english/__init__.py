"""English: where its sentences end, how its papers begin a report."""
