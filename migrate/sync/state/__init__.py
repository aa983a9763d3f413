"""What is remembered of a site from one run to the next, and what of it lies on the disk today."""
