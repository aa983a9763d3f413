"""The living WordPress as a witness: what it shows, names and lists."""
