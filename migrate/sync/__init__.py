"""Keeping a site in step with WordPress: what was, what is on disk, what comes; one plan, one writer.

A run holds the lock, loads the state, surveys the disk (which shapes the source), makes the plan, applies it.
"""

from migrate.on_conflict import OnConflict
from migrate.sync.apply import apply
from migrate.sync.broken_links import report_broken_links
from migrate.sync.changes import Action, Change, Changes, Reason
from migrate.sync.disk import Disk, survey_disk
from migrate.sync.files import Files
from migrate.sync.lock import lock
from migrate.sync.plan import Plan, Policy
from migrate.sync.planner import make_plan
from migrate.sync.resolve import resolve
from migrate.sync.spool import Spool, open_spool
from migrate.sync.state import State
from migrate.sync.status import Status, status

__all__ = [
    "Action",
    "Change",
    "Changes",
    "Disk",
    "Files",
    "OnConflict",
    "Plan",
    "Policy",
    "Reason",
    "Spool",
    "State",
    "Status",
    "apply",
    "lock",
    "make_plan",
    "open_spool",
    "report_broken_links",
    "resolve",
    "status",
    "survey_disk",
]
