"""What is held back, coarsened and withheld before anything is published."""
