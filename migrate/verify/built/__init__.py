"""The site as the real Hugo builds it, for judging: twice, in a temporary folder alone."""
