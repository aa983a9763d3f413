"""The commands, one a file: their options and help, and the order of what they do. No command knows another."""
