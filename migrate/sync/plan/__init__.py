"""What a run would change in a site, as data: each document that may differ, looked at and compared."""
