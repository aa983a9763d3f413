"""The WordPress that still runs, reached over HTTP: its own export, and what visitors see of each item."""
