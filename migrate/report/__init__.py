"""A plan as people and programs read it: text, one line a file, JSON."""

from migrate.report.counts import closing_line
from migrate.report.stat import stat, status_lines
from migrate.report.structured import plan_json, status_json
from migrate.report.text import text

__all__ = ["closing_line", "plan_json", "stat", "status_json", "status_lines", "text"]
