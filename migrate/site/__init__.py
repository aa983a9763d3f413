"""What one item must know of all others, by time: what an export holds, what is decided, what is answered."""
