"""Publication policy: articles held back, positions coarsened, places withheld before anything is published."""
