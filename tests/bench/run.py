"""How fast and how small: the whole command beside the floor that no tool can beat, as ratios in one run.

    python tests/bench/run.py [--posts 1000 10000] [--export FILE ...] [--jobs 1 2] [--repeat 3] [--quick]
    python tests/bench/run.py --compare REVISION [--posts 1000] [--dense 1000] [--export FILE ...] [--repeat 9]

The floor is what any migration must do: lxml reads every field of the same file, and as many files of the same sizes
are written, the state's among them. Wall times are medians; memory is the largest sum over all processes of the command
(proportional set size, so that pages shared by forked workers count once). Stages show by difference: a dry run does
all but write; a sync that finds nothing new compares digests; one after the text of a post changed decides about that
post and what it asks about; one with a new post about that post, and writes the rules for servers anew; `inspect`
reads and gives an account. `verify`, beside the builds that it needs, and `migrate --guarantee` run once, and not at
all with `--quick`. Peers are timed too where they are installed.

With `--compare` the working tree and a revision of git run in turn, and nothing else is measured: the figure is the
median of the ratios of their CPU times, pair by pair, so that a machine which is busy or changes its speed does not
decide. Above 1.05 the run fails. What the revision does not know yet is called new. `--dense` makes posts like those
of real sites: short, and full of markup.

Sites are made in the temporary folder: TMPDIR=/dev/shm takes the disk out of the figures.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median as middle

HERE = Path(__file__).parents[2]
TOOL = [sys.executable, "-m", "migrate"]
TREE = [sys.executable, "-P", "-m", "migrate"]
"""The tool of the tree that the environment names, wherever this runs."""
GENERATOR = HERE / "fixtures" / "generate.py"
FLOOR_READ = """
import sys
from lxml import etree
for _, item in etree.iterparse(sys.argv[1], tag="item", huge_tree=True):
    fields = [field.text for field in item.iter()]
    item.clear()
    while item.getprevious() is not None:
        del item.getparent()[0]
"""
FLOOR_WRITE = """
import os, sys
source, target = sys.argv[1:]
blank = bytes(1 << 26)
for folder, _, names in os.walk(source):
    copy = target + folder[len(source):]
    os.makedirs(copy)
    for name in names:
        size = os.stat(f"{folder}/{name}").st_size
        with open(f"{copy}/{name}", "wb", buffering=0) as file:
            file.write(memoryview(blank)[:size])
"""
BUILD = """
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from migrate.verify.built.build import build_items, build_live
with TemporaryDirectory() as folder:
    build_live(Path(sys.argv[1]), Path(folder))
    if sys.argv[2:]:
        build_items(Path(sys.argv[1]), Path(folder), {})
"""
"""A site built as it goes live, and once more as `verify` does."""
CHOSEN = """\
[markdown]
smart = "unicode"
links = "inline"
[paths]
posts = "content/blog/{year}/{slug}.md"
bundles = true
[front_matter]
format = "toml"
terms = "list"
author = "name"
parents = true
order = ["title", "date"]
[front_matter.keys]
images = "cover.image"
[front_matter.add]
toc = true
[terms.rename]
News = "What is new"
"""
"""Options that change what is written of every item."""


@dataclass(frozen=True)
class Row:
    """A command that two trees run in turn."""

    name: str
    line: tuple[str, ...]
    """The command and its options."""
    export: str = ""
    """Which export it reads, if not the one that the site was made of."""
    options: str = ""
    """What stands in the site's `wxr2hugo.toml`."""


EDITED, LONGER = "a text changed", "a post more"
COMPARED = (
    Row("migrate", ("migrate",)),
    Row("sync", ("sync",)),
    Row(f"diff, {EDITED}", ("diff",), EDITED),
    Row(f"diff, {LONGER}", ("diff",), LONGER),
    Row("inspect", ("inspect",)),
    Row("verify", ("verify",)),
    Row("migrate --guarantee", ("migrate", "--guarantee")),
    Row("migrate, many options", ("migrate",), options=CHOSEN),
)
"""What two trees do in turn. `sync` finds nothing new; `inspect` is the reading with the account; `verify` and the
guarantee build with Hugo, which counts too."""
MOST = 1.05
"""So many times the CPU of a revision may be taken by what comes after it."""
SOME_POSTS = 1 << 24
"""So many bytes of an export surely hold a post."""
ITS_END = 1 << 12
"""So many bytes surely hold the end of an export."""
NEW_POST = """<item><title>News {number}</title><link>{site}/2030/01/02/news-{number}/</link>
{author}<guid isPermaLink="false">{site}/?p={id}</guid>
<content:encoded><![CDATA[<p>We have <a href="{link}">more</a> to tell.</p>]]></content:encoded>
<wp:post_id>{id}</wp:post_id>{date}<wp:post_name>news-{number}</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
{category}</item>
"""
"""With author, time and category of another: they are known, and the time is none to come."""
OF_ANOTHER = {
    "author": "<dc:creator>.*?</dc:creator>",
    "date": "<wp:post_date>.*?</wp:post_date>\\s*<wp:post_date_gmt>.*?</wp:post_date_gmt>",
    "category": '<category domain="category".*?</category>',
}
PEERS = {
    "wordpress-export-to-markdown": "wordpress-export-to-markdown --wizard=false --input={export} --output={site}"
    " --post-folders=false --prefix-date=true --save-images=none --write-delay=0",
    "wp2hugo": "wp2hugo --source {export} --output {site}",
}
"""The first, as of its version 3, would wait 25 ms for each file that it writes."""


@dataclass(frozen=True)
class Measured:
    """One command, run once."""

    wall: float
    cpu: float
    memory: float
    """Mebibytes, all processes together."""


class Refused(SystemExit):
    """A command ended with another status than 0 or 1; what it said stands in it."""


def measure(command: list[str], environment: Mapping[str, str] | None = None) -> Measured:
    """Run a command to its end; exit statuses 0 and 1 count as done. Raises Refused for any other."""
    before = os.times()
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    peak = [0.0]
    watch = threading.Thread(target=_watch, args=(process, peak), daemon=True)
    watch.start()
    _, error = process.communicate()
    wall = time.perf_counter() - start
    after = os.times()
    if process.returncode not in (0, 1):
        raise Refused(f"{' '.join(command)}:\n{error.decode(errors='replace')[-500:]}")
    watch.join()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Measured(wall, cpu, peak[0])


def _watch(process: subprocess.Popen[bytes], peak: list[float]) -> None:
    pause = 0.01
    while process.poll() is None:
        peak[0] = max(peak[0], sum(_memory(number) for number in _family(process.pid)))
        time.sleep(pause)
        pause = min(2 * pause, 0.25)  # more often, the watch itself would take a share of the processors


def _family(number: int) -> list[int]:
    try:
        children = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    except OSError:
        return [number]
    return [number, *(one for child in children for one in _family(int(child)))]


def _memory(number: int) -> float:
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def median(run: Callable[[], Measured], times: int) -> Measured:
    """The run with the median wall time."""
    runs = sorted((run() for _ in range(times)), key=lambda one: one.wall)
    return runs[len(runs) // 2]


def show(name: str, one: Measured, floor: float) -> None:
    """One row of the table."""
    print(f"{name:34} {one.wall:8.2f} s {one.cpu:8.2f} s {one.memory:8.0f} MiB {one.wall / floor:7.2f} x", flush=True)


class Bench:
    """Everything about one export, in one folder."""

    def __init__(self, export: Path, work: Path, repeat: int, *, quick: bool) -> None:
        self.export = export
        self.work = work
        self.repeat = repeat
        self.quick = quick
        self.site = work / "site"
        self.news = work / "news.xml"
        self.copies = self.posts = 0

    def run(self, jobs: list[int]) -> None:
        """Measure and print all rows."""
        migrated = {count: median(partial(self.migrate, "--jobs", str(count)), self.repeat) for count in jobs}
        read = median(lambda: measure([sys.executable, "-c", FLOOR_READ, str(self.export)]), self.repeat)
        write = median(self.write, self.repeat)
        floor = read.wall + write.wall
        show("floor: reading every field", read, floor)
        show("floor: writing as many files", write, floor)
        for count, one in migrated.items():
            show(f"migrate --jobs {count}", one, floor)
        if len(jobs) > 1:
            print(f"{'':34} {migrated[jobs[0]].wall / migrated[jobs[-1]].wall:8.2f} x as fast as --jobs {jobs[0]}")
        for command in ("sync", "diff"):
            one = median(partial(self.command, command), self.repeat)
            show(f"{command}, nothing changed", one, floor)
            print(f"{'':34} {one.wall / read.wall:8.2f} x the bare reading")
        edited = edited_export(self.export, self.work)
        show("sync, one text changed", median(lambda: self.changed(edited), self.repeat), floor)
        edited.unlink()
        show("sync, one new post", median(self.more, self.repeat), floor)
        if not self.quick:
            self.verify(floor)
        self.news.unlink()
        shutil.rmtree(self.site)
        show("inspect", median(self.inspect, self.repeat), floor)
        show("migrate --dry-run", median(lambda: self.command("migrate", "--dry-run"), self.repeat), floor)
        show("migrate, many options", median(lambda: self.migrate(options=CHOSEN), self.repeat), floor)
        if not self.quick:
            show("migrate --guarantee", self.migrate("--guarantee"), floor)
        for name, line in PEERS.items():
            if shutil.which(name):
                show(name, measure(line.format(export=self.export, site=self.work / name).split()), floor)

    def verify(self, floor: float) -> None:
        """The proof of all items, parted into what Hugo takes and what judging takes."""
        hugo = measure([sys.executable, "-c", BUILD, str(self.site)])
        builds = measure([sys.executable, "-c", BUILD, str(self.site), "twice"])
        whole = self.command("verify", export=self.news)
        show("Hugo, as the site goes live", hugo, floor)
        show("Hugo, both builds of verify", builds, floor)
        show("verify", whole, floor)
        wall, cpu = whole.wall - builds.wall, whole.cpu - builds.cpu
        print(f"{'reading and judging':34} {wall:8.2f} s {cpu:8.2f} s {'':12} {wall / hugo.wall:7.2f} x Hugo")

    def migrate(self, *line: str, options: str = "") -> Measured:
        """A first migration."""
        empty(self.site, options)
        return self.command("migrate", *line)

    def inspect(self) -> Measured:
        """The account of the export."""
        return measure([*TOOL, "inspect", str(self.export)])

    def write(self) -> Measured:
        """As many files as the site has."""
        self.copies += 1
        copy = self.work / f"copy{self.copies}"
        one = measure([sys.executable, "-c", FLOOR_WRITE, str(self.site), str(copy)])
        shutil.rmtree(copy)
        return one

    def changed(self, edited: Path) -> Measured:
        """A sync after the text of one post changed; then it changes back."""
        one = self.command("sync", export=edited)
        self.command("sync")
        return one

    def more(self) -> Measured:
        """A sync with one new post more than the last time."""
        self.posts += 1
        with_new_posts(self.export, self.news, self.posts)
        return self.command("sync", export=self.news)

    def command(self, name: str, *options: str, export: Path | None = None) -> Measured:
        """A command of the tool, on the export or another."""
        return measure([*TOOL, name, str(export or self.export), "--site", str(self.site), *options])


def empty(site: Path, options: str) -> None:
    """Leave a folder with nothing but these options."""
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir()
    if options:
        (site / "wxr2hugo.toml").write_text(options, "utf-8")


def edited_export(export: Path, folder: Path) -> Path:
    """The same in this folder, with a word more in one text."""
    edited = folder / "edited.xml"
    with export.open("rb") as source, edited.open("wb") as target:
        some = source.read(SOME_POSTS)
        *_, end_of_text = re.finditer(rb"(?<!CDATA\[)(?=\]\]></content:encoded>)", some)
        target.write(some[: end_of_text.end()] + b" More." + some[end_of_text.end() :])
        shutil.copyfileobj(source, target)
    return edited


def with_new_posts(export: Path, target: Path, posts: int) -> Path:
    """The same export as `target`, with so many posts more at its end."""
    shutil.copyfile(export, target)
    with target.open("r+b") as file:
        some = file.read(SOME_POSTS).decode(errors="ignore")
        links = re.findall(r"<link>([^<]*)</link>", some)
        same = {name: re.findall(pattern, some, re.S)[0] for name, pattern in OF_ANOTHER.items()}
        file.seek(-ITS_END, os.SEEK_END)
        before, end, after = file.read().rpartition(b"</channel>")
        file.seek(-ITS_END + len(before), os.SEEK_END)
        told = {"site": links[0].strip().rstrip("/"), "link": links[1].strip()}
        new = (NEW_POST.format(number=one, id=99_000_000 + one, **told, **same) for one in range(1, posts + 1))
        file.write("".join(new).encode() + end + after)
    return target


def benchmark(export: Path, jobs: list[int], repeat: int, *, quick: bool) -> None:
    """Everything about one export."""
    print(f"\n{export.name}: {export.stat().st_size / 1e6:.0f} MB")
    print(f"{'':34} {'wall':>10} {'CPU':>10} {'memory':>12} {'to floor':>9}")
    with tempfile.TemporaryDirectory() as folder:
        Bench(export, Path(folder), repeat, quick=quick).run(jobs)


class Version:
    """A tree of the source, and a site that it migrates to and keeps in step."""

    def __init__(self, tree: Path, work: Path) -> None:
        self.site = work / f"site-of-{tree.name}"
        self.environment = os.environ | {"PYTHONPATH": str(tree), "PYTHONPYCACHEPREFIX": str(work / "compiled")}
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)  # else each run would compile its tree, small or large

    def run(self, row: Row, export: Path) -> Measured:
        """A command on one core, with what it calls."""
        command, *options = row.line
        if command == "migrate":
            empty(self.site, row.options)
        where = [] if command == "inspect" else ["--site", str(self.site), "--jobs", "1"]
        return measure([*TREE, command, str(export), *where, *options], self.environment)


@contextmanager
def two_versions(revision: str) -> Iterator[tuple[Version, Version]]:
    """The working tree and a revision of git."""
    with tempfile.TemporaryDirectory() as folder:
        work, former = Path(folder), Path(folder) / "former"
        archive = work / "former.tar"
        subprocess.run(["git", "archive", "--output", archive, revision], check=True, cwd=HERE)
        shutil.unpack_archive(archive, former)
        yield Version(HERE, work), Version(former, work)


def compare(revision: str, exports: Iterable[Path], repeat: int) -> bool:
    """Whether the working tree takes no more CPU than a revision, or hardly more."""
    print(f"{'':42} {'now':>10} {revision[:10]:>10} {'ratio':>8} {'least':>8} {'most':>8} {'memory':>12} {'then':>12}")
    with two_versions(revision) as (now, former):
        found = [within for export in exports for within in compared(export, now, former, repeat)]
    return all(found)


def compared(export: Path, now: Version, former: Version, repeat: int) -> Iterator[bool]:
    """Print each row of an export; whether it is within bounds."""
    others = {
        EDITED: edited_export(export, now.site.parent),
        LONGER: with_new_posts(export, now.site.parent / "news.xml", 1),
    }
    for row in COMPARED:
        read = others.get(row.export, export)
        print(f"{f'{export.name}: {row.name}':42} ", end="")
        now.run(row, read)  # compiles what is new, fills the caches
        try:
            former.run(row, read)
        except Refused as said:
            print(f"new: {str(said).splitlines()[1]}", flush=True)
            continue
        yield shown([(now.run(row, read), former.run(row, read)) for _ in range(repeat)])


def shown(pairs: list[tuple[Measured, Measured]]) -> bool:
    """Print what both trees took; whether the ratio is within bounds."""
    ratios = [mine.cpu / theirs.cpu for mine, theirs in pairs]
    mine, theirs = (middle(one.cpu for one in column) for column in zip(*pairs, strict=True))
    memory, former = (max(one.memory for one in column) for column in zip(*pairs, strict=True))
    print(
        f"{mine:8.2f} s {theirs:8.2f} s {middle(ratios):8.3f} {min(ratios):8.3f} {max(ratios):8.3f}"
        f" {memory:8.0f} MiB {former:8.0f} MiB",
        flush=True,
    )
    return middle(ratios) <= MOST


def generated(posts: list[int], folder: Path, dense: Iterable[int] = ()) -> Iterator[Path]:
    """Exports of so many posts, then of so many dense ones, each gone when the next is asked for."""
    plain = ([sys.executable, str(GENERATOR)], "posts", posts)
    for command, name, counts in (plain, ([sys.executable, "-m", "tests.bench.dense"], "dense", dense)):
        for count in counts:
            export = folder / f"{count}-{name}.xml"
            subprocess.run([*command, str(count), str(export)], check=True, cwd=HERE)
            yield export
            export.unlink()


def main() -> None:
    """Make the exports that are not there and measure each."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--posts", type=int, nargs="*", default=[])
    ask.add_argument("--dense", type=int, nargs="*", default=[])
    ask.add_argument("--export", type=Path, nargs="*", default=[])
    ask.add_argument("--jobs", type=int, nargs="*", default=[1, os.cpu_count() or 1])
    ask.add_argument("--repeat", type=int)
    ask.add_argument("--compare", metavar="REVISION")
    ask.add_argument("--quick", action="store_true")
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if asked.compare:
            exports = asked.export or generated(asked.posts or [1000], Path(folder), asked.dense or [1000])
            sys.exit(0 if compare(asked.compare, exports, asked.repeat or 9) else 1)
        start = median(lambda: measure([*TOOL, "--help"]), asked.repeat or 3)
        print(f"--help: {start.wall:.2f} s and {start.memory:.0f} MiB, on {os.cpu_count()} processors")
        for export in asked.export or generated(asked.posts or [1000, 10000], Path(folder), asked.dense):
            benchmark(export, asked.jobs, asked.repeat or 3, quick=asked.quick)


if __name__ == "__main__":
    main()
