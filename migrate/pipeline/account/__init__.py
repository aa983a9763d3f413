"""What an export holds, told to people: what of it is in the site and what is not, and what needs attention."""
