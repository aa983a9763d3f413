"""What a later run passes over: all of a site but what is new, other than it was, or asks about such."""
