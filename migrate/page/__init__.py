"""What a content file of Hugo looks like. Nothing outside of this room knows it."""
