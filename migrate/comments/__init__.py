"""Public comments in the formats that other comment systems import."""
