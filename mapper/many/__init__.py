"""A batch: several processes, an output that survives a kill, what was located before."""
