"""What comes next after a run: what a person has to settle by name, and the commands that go on from here."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from migrate.choices.preset import preset
from migrate.cli import console
from migrate.cli.request import Request
from migrate.cli.theme import fitting_preset
from migrate.cli.workspace import Workspace
from migrate.diagnostics import Code
from migrate.model.documents import Kind
from migrate.options_file import load
from migrate.state_folder import CONFLICTS
from migrate.sync.files import Files
from migrate.sync.merge.markdown_scan import marked
from migrate.sync.plan.changes import Action, Change
from migrate.text import decode

_LACKING = {Code.CONFIGURATION_LACKS, Code.MENUS_LEFT}
_AT_HOST = {
    "netlify": "import the repository at Netlify: netlify.toml builds the site",
    "cloudflare": "make a Pages project of the repository at Cloudflare, with the build command hugo --gc --minify",
    "github": "push the repository, and set the source of Pages to GitHub Actions",
    "gitlab": "push the repository: .gitlab-ci.yml builds the site",
    "nginx": "include redirects/nginx.conf in the server block whose root is public/",
    "apache": "build with hugo and copy public/: static/.htaccess goes with it",
    "caddy": "hugo && caddy run: the Caddyfile serves public/",
}
"""What to do where the site will live."""
_NOT_CHOSEN = "No longer needed with the host, theme and options of today"
SHOWN = 10
"""How many files a group names; `status` names all."""


def command(name: str, *arguments: str, site: Path, options: Sequence[str] = ()) -> str:
    """A line to type, as a shell reads it."""
    place = [] if site == Path() else ["--site", str(site)]
    return shlex.join(["wxr2hugo", name, *arguments, *place, *options])


def serve(site: Path) -> str:
    """The line that shows the site in a browser."""
    return shlex.join(["hugo", "server", *([] if site == Path() else ["--source", str(site)])])


def show_next(workspace: Workspace, request: Request, *, dry: bool, again: bool) -> None:
    """Say what needs a person and what the next command is; in a dry run, what they would be."""
    for line in _what_waits(workspace, request, dry):
        console.say(line)
    steps = list(_steps(workspace, request, dry, again))
    if steps:
        console.say("Next would come:" if dry else "Next:")
    for line in steps:
        console.say(f"  {line}")


def _what_waits(workspace: Workspace, request: Request, dry: bool) -> Iterator[str]:
    plan = workspace.plan
    counts = plan.changes.counts
    if plan.changes.staying_open:
        conflicts = [one for one in plan.changes if one.stays_open]
        yield "Would be in conflict, for a person to settle:" if dry else "In conflict, for a person to settle:"
        yield from _named(conflicts)
        yield from () if dry else _ways_to_settle(conflicts, workspace.files)
    if counts[Action.ORPHAN]:
        kept = "would be kept" if dry else "kept"
        for reason, orphans in _orphans(plan.changes).items():
            yield f"{reason}, and {kept}:"
            yield from _named(orphans)
        line = command("sync", *map(str, request.exports), site=request.site, options=["--prune"])
        yield f"  {line}    deletes those that nobody edited"


def _orphans(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """What is kept although nothing asks for it any more, by the reason."""
    found: dict[str, list[Change]] = defaultdict(list)
    for one in changes:
        if one.action is Action.ORPHAN:
            is_chosen = one.identity.kind in {Kind.CONFIG, Kind.DATA}
            found[_NOT_CHOSEN if is_chosen else "No longer in the export"].append(one)
    return found


def _named(changes: Sequence[Change]) -> Iterator[str]:
    yield from (f"  {one.path}" for one in changes[:SHOWN])
    if len(changes) > SHOWN:
        yield f"  … and {len(changes) - SHOWN} more"


def _ways_to_settle(conflicts: Sequence[Change], files: Files) -> Iterator[str]:
    path, site = conflicts[0].path, files.site
    if any(marked(decode(files.read(one.path) or b"")) for one in conflicts):
        yield "  Edit what stands between <<<<<<< and >>>>>>> in your file, then"
    else:
        yield f"  What WordPress proposes lies in {CONFLICTS}/. Edit your file as it should be, then"
    yield f"  {command('resolve', path, site=site)}    (--theirs takes the proposal, --all settles every one)"
    yield f"  {command('diff', path, site=site)}    shows what differs"


def _missing_theme(workspace: Workspace, site: Path) -> str:
    """The line that brings the theme of the preset; empty where it is there, by whatever way."""
    theme = preset(workspace.options.preset)
    is_owners = workspace.is_configured and fitting_preset(site) == workspace.options.preset
    if not theme or is_owners or (site / "themes" / theme.title).exists():
        return ""
    if (site / ".git").exists():
        return shlex.join(["git", "-C", str(site), "submodule", "add", theme.source, f"themes/{theme.title}"])
    return shlex.join(["git", "clone", "--depth", "1", theme.source, str(site / "themes" / theme.title)])


def _asked_for(request: Request) -> list[str]:
    """What a run that writes has to be asked for again: a dry one keeps no choice."""
    policy, host = request.policy, request.options.host
    options, keeping = load(request.site)
    limit = -1 if policy.max_delete is None else policy.max_delete
    values = {
        "--theme": request.options.preset if request.asks_for_theme else "",
        "--host": host if host != options.host else "",
        "--only": "wordpress" if policy.only_wordpress else "",
        "--conflict": policy.on_conflict if policy.on_conflict != keeping.conflict else "",
        "--max-delete": str(limit) if limit != keeping.max_delete else "",
    }
    switches = {
        "--prune": policy.prune,
        "--same-site": policy.same_site,
        "--move": request.moves,
        "--guarantee": request.guarantee,
    }
    said = [(name, value) for name, value in values.items() if value]
    return [*chain.from_iterable(said), *(name for name, is_wanted in switches.items() if is_wanted)]


def _steps(workspace: Workspace, request: Request, dry: bool, again: bool) -> Iterator[str]:
    site = request.site
    media = command("media", *map(str, request.exports), site=site) if workspace.lacks_media else ""
    if dry and workspace.plan.has_changes:
        name = "sync" if again else "migrate"
        yield command(name, *map(str, request.exports), site=site, options=_asked_for(request))
    if theme := _missing_theme(workspace, site):
        yield theme
    if not dry and any(one.code in _LACKING for one in workspace.diagnostics):
        yield f"{command('config', site=site)}    shows again what to paste into the configuration of the site"
    if media:
        yield f"{media}    brings the pictures and files (--from PATH copies them from a folder)"
    if not dry and not again:
        yield serve(site)
        if host := workspace.options.host:
            yield _AT_HOST[host]
