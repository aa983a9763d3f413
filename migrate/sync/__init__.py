"""Keeping a site in step with WordPress: what was, what is on disk, what comes; one plan, one writer.

A run holds the lock, loads the state, surveys the disk (which shapes the source), makes the plan, applies it.
"""
