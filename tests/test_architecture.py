"""The shape of the program, read from its own source: who may know whom, and what every part owes its reader."""

from __future__ import annotations

import ast
import re
import runpy
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from pkgutil import resolve_name
from statistics import median

import pytest

import migrate
from migrate.diagnostics import Code, Severity

ROOT = Path(migrate.__file__).parent
BASE = {
    "browser",
    "choices",
    "enclosure",
    "model",
    "diagnostics",
    "explanations",
    "options",
    "options_file",
    "rings",
    "patterns",
    "text",
    "table_rows",
    "tree",
    "usual_tags",
    "workers",
    "state_folder",
    "system_errors",
    "visibility",
    "wildcards",
    "listing",
    "php",
    "words",
    "wording",
    "account",
}
MAY_IMPORT = {
    "model": set(),
    "diagnostics": set(),
    "explanations": {"diagnostics"},
    "choices": {"diagnostics"},
    "options": {"choices"},
    "options_file": {"choices", "diagnostics", "options", "system_errors"},
    "patterns": set(),
    "text": set(),
    "table_rows": {"tree"},
    "tree": {"patterns"},
    "usual_tags": set(),
    "words": {"patterns", "usual_tags"},
    "wording": set(),
    "account": {"model", "patterns", "wildcards"},
    "rings": set(),
    "workers": {"rings"},
    "browser": {"patterns"},
    "enclosure": set(),
    "php": {"patterns"},
    "wildcards": set(),
    "listing": set(),
    "state_folder": set(),
    "system_errors": {"diagnostics", "patterns"},
    "visibility": {"model", "patterns", "wildcards"},
    "wxr": BASE,
    "content": BASE,
    "markdown": BASE | {"page"},
    "page": {"patterns", "text"},
    "site": BASE | {"page"},
    "hugo": BASE | {"page", "site"},
    "comments": BASE | {"markdown"},
    "pipeline": BASE | {"wxr", "content", "markdown", "page", "site", "hugo", "comments"},
    "sync": BASE | {"page"},
    "report": BASE | {"sync", "verify"},
    "verify": BASE | {"wxr", "content", "page", "site", "hugo", "pipeline"},
    "web": set(),
    "media": BASE | {"web"},
    "living": BASE | {"web", "wxr", "content"},
    "cli": BASE
    | {
        "wxr",
        "content",
        "markdown",
        "page",
        "site",
        "hugo",
        "comments",
        "pipeline",
        "sync",
        "report",
        "media",
        "verify",
        "living",
        "web",
    },
    "__main__": {"cli"},
    "__init__": set(),
}
"""What each part may import of the others, besides itself."""
ONLY_IN = {
    "lxml": {"wxr"},
    "httpx": {"web"},
    "httpcore": {"web"},
    "typer": {"cli"},
    "rich": {"cli"},
    "yaml": {"hugo", "page"},
    "markdownify": {"markdown"},
    "jinja2": {"report"},
    "selectolax": {"tree"},
}
"""Libraries that one part hides from the others."""
LONGEST_FUNCTION = 40
MOST_POSITIONS = 5
TAKE_ANY_NUMBER = {"handles", "attrgetter"}
"""Functions of names alone, of which there may be any number: their order says nothing."""
MODULES = sorted(ROOT.rglob("*.py"))
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


def part_of(module: Path) -> str:
    """The top folder or file of a module."""
    return module.relative_to(ROOT).parts[0].removesuffix(".py")


@cache
def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


@cache
def nodes(tree: ast.Module) -> list[ast.AST]:
    """All of a module, which nearly every rule looks through."""
    return list(ast.walk(tree))


def imports(tree: ast.Module) -> Iterator[str]:
    """Dotted names of all that is imported, also inside functions; `from a import b` gives `a.b`."""
    for node in nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def functions(tree: ast.Module) -> Iterator[Function]:
    return (node for node in nodes(tree) if isinstance(node, Function))


def owing_docstrings(body: list[ast.stmt]) -> Iterator[Function | ast.ClassDef]:
    """Public functions and classes, and what is public in those classes."""
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from owing_docstrings(node.body)


def faults(asked: Callable[[Path], Iterable[str]]) -> dict[str, list[str]]:
    """What each module does that a rule forbids; a module that keeps the rule is left out."""
    return {name_of(module): found for module in MODULES if (found := list(asked(module)))}


def imports_of(module: Path, room: str) -> list[str]:
    """What a module imports below a room, without the room's own name."""
    return [name.removeprefix(f"{room}.") for name in imports(parsed(module)) if name.startswith(f"{room}.")]


def test_imports_go_one_way() -> None:
    def strangers(module: Path) -> Iterator[str]:
        allowed = MAY_IMPORT[part_of(module)] | {part_of(module), "__version__"}
        own = imports_of(module, "migrate")
        return (name for name in own if not any(f"{name}.".startswith(f"{part}.") for part in allowed))

    assert faults(strangers) == {}


ORDERS = {
    "content": (
        *("context nesting nodes own_elements signs", "registry shared transform"),
        *("beside_text grammar passes seen", "clean hidden played safer", "render", "handlers"),
    ),
    "model": ("export seen", "documents rest_of_site", "decided source"),
    "hugo": (
        "build comment_html dates owners_files plain_text raw_text shipped",
        *("config", "front_matter", "servers", "chosen_shortcodes comments preset_files"),
    ),
    "pipeline": (
        "known_notes not_public outlines ownership truth",
        "conversions convert digested_export discussions documents earlier_times media_files survey",
        *("account", "short_ways", "wordpress"),
    ),
    "site": ("records", "addresses", "collect", "decide", "answer"),
    "verify": ("verdict kinds", "reading", "built", "item", "site_files", "old_site", "judge whole guarantee"),
    "sync": ("files lock spool", "state", "merge", "plan", "apply broken_links hidden_pages replaced resolve status"),
}
"""Floors in rooms, from the ground up: nothing knows what stands above it."""


@pytest.mark.parametrize("room", ORDERS)
def test_a_room_with_floors_is_built_from_the_ground_up(room: str) -> None:
    floors = {name: floor for floor, names in enumerate(ORDERS[room]) for name in names.split()}

    def above(module: Path) -> Iterator[str]:
        if part_of(module) == room and name_of(module) != f"{room}/__init__.py":
            here = floors[module.relative_to(ROOT).parts[1].removesuffix(".py")]
            for name in imports_of(module, f"migrate.{room}"):
                if floors[name.partition(".")[0]] > here:
                    yield name

    assert faults(above) == {}


def test_no_imports_go_round_in_a_circle() -> None:
    """Not even those that only types need."""
    modules = {".".join(("migrate", *path.relative_to(ROOT).with_suffix("").parts)): path for path in MODULES}
    order: TopologicalSorter[str] = TopologicalSorter()
    for name, path in modules.items():
        asked = {module for one in imports(parsed(path)) for module in (one, one.rpartition(".")[0])}
        order.add(name, *(asked & modules.keys() - {name}))
    assert set(order.static_order()) == set(modules)


STRANGERS_IN_CONTENT = {
    "handlers": {"passes", "clean", "transform"},
    **{
        room: {"beside_text", "grammar", "passes", "seen"} - {room}
        for room in ("beside_text", "grammar", "passes", "seen")
    },
}
"""What parts of a room must not know of each other: what two of them need stands one floor below."""


def test_handlers_and_passes_meet_one_floor_below() -> None:
    def strangers(module: Path) -> set[str]:
        part = module.relative_to(ROOT).parts[1].removesuffix(".py") if part_of(module) == "content" else ""
        known = {name.partition(".")[0] for name in imports_of(module, "migrate.content")}
        return known & STRANGERS_IN_CONTENT.get(part, set())

    assert faults(strangers) == {}


def test_only_the_room_itself_asks_for_handlers_by_module() -> None:
    """All others find them in the registry."""
    asking = [
        name_of(path)
        for path in MODULES
        if any(name.startswith("migrate.content.handlers") for name in imports(parsed(path)))
    ]
    assert [name for name in asking if not name.startswith("content/handlers/")] == ["content/__init__.py"]


def test_no_command_knows_another() -> None:
    """What two of them do is beside their folder, and knows none of them; all are put together in one place."""
    asking = [
        name_of(path)
        for path in MODULES
        if any(name.startswith("migrate.cli.commands") for name in imports(parsed(path)))
    ]
    assert asking == ["cli/app.py"]


def test_imports_name_the_whole_way() -> None:
    """Relative imports would hide from the rule above."""
    assert faults(lambda module: (name for name in imports(parsed(module)) if name.startswith("."))) == {}


def test_no_two_classes_have_one_name() -> None:
    classes = [node.name for module in MODULES for node in nodes(parsed(module)) if isinstance(node, ast.ClassDef)]
    assert sorted(name for name, times in Counter(classes).items() if times > 1) == []


def test_a_library_is_known_to_one_part() -> None:
    def elsewhere(module: Path) -> Iterator[str]:
        libraries = {name.partition(".")[0] for name in imports(parsed(module))}
        return (name for name in libraries & ONLY_IN.keys() if part_of(module) not in ONLY_IN[name])

    assert faults(elsewhere) == {}


FOR_THE_COMMAND_LINE = {"print", "exit", "quit", "input", "eval", "exec"}
IN_FULL = {"sys.exit", "sys.stdout", "sys.stderr", "pickle"}


def test_only_the_command_line_prints_and_ends_the_program() -> None:
    def forbidden(module: Path) -> set[str]:
        if part_of(module) in ("cli", "__main__"):
            return set()
        inside = nodes(parsed(module))
        called = {node.func.id for node in inside if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
        named = {ast.unparse(node) for node in inside if isinstance(node, ast.Attribute)}
        return (called & FOR_THE_COMMAND_LINE) | (named.union(imports(parsed(module))) & IN_FULL)

    assert faults(forbidden) == {}


def lines(function: Function) -> int:
    return (function.end_lineno or 0) - function.lineno + 1


def test_no_function_is_long() -> None:
    def long(module: Path) -> Iterator[str]:
        return (one.name for one in functions(parsed(module)) if lines(one) > LONGEST_FUNCTION)

    assert faults(long) == {}


def test_long_rows_of_arguments_say_which_is_which() -> None:
    """Of many values in a row, two of one type can change places, and nothing tells."""

    def long_rows(module: Path) -> Iterator[str]:
        calls = (one for one in nodes(parsed(module)) if isinstance(one, ast.Call))
        names = (ast.unparse(one.func) for one in calls if positions(one) > MOST_POSITIONS)
        return (name for name in names if name not in TAKE_ANY_NUMBER)

    assert faults(long_rows) == {}


def positions(call: ast.Call) -> int:
    """How many values a call gives by their places, those in a starred row that is written out among them."""
    rows = [one.value for one in call.args if isinstance(one, ast.Starred)]
    return len(call.args) + sum(len(row.elts) - 1 for row in rows if isinstance(row, ast.Tuple | ast.List))


def test_nothing_at_all_meets_no_protocol() -> None:
    """What asks only for what every value has would take None as well, and mypy would not tell."""

    def too_wide(module: Path) -> Iterator[str]:
        for protocol in (one for one in nodes(parsed(module)) if isinstance(one, ast.ClassDef)):
            asked = {one.name for one in protocol.body if isinstance(one, Function)}
            if "Protocol" in map(ast.unparse, protocol.bases) and asked <= set(dir(None)):
                yield protocol.name

    assert faults(too_wide) == {}


def test_most_functions_are_small() -> None:
    assert median(lines(one) for path in MODULES for one in functions(parsed(path))) < 10


def test_all_that_is_public_says_what_it_is() -> None:
    def silent(module: Path) -> Iterator[str]:
        tree = parsed(module)
        if not ast.get_docstring(tree):
            yield "the module itself"
        yield from (node.name for node in owing_docstrings(tree.body) if not ast.get_docstring(node))

    assert faults(silent) == {}


def test_every_diagnostic_is_reported_somewhere() -> None:
    used = {
        node.attr
        for path in MODULES
        if part_of(path) not in {"diagnostics", "explanations"}
        for node in nodes(parsed(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Code"
    }
    assert [code.name for code in Code if code.name not in used] == []


def test_every_diagnostic_has_a_number_of_its_own() -> None:
    assert len({code.id for code in Code}) == len(Code.__members__)


def test_the_letter_of_a_diagnostic_says_whether_it_needs_a_person() -> None:
    letters = {code: "E" if code.severity is Severity.ERROR else "W" for code in Code}
    assert [code.id for code, letter in letters.items() if not re.fullmatch(rf"{letter}\d{{3}}", code.id)] == []


def test_the_folder_of_the_state_is_named_in_one_file() -> None:
    naming = [name_of(path) for path in MODULES if '".wxr2hugo' in path.read_text(encoding="utf-8")]
    assert naming == ["state_folder.py"]


def test_the_syntax_of_references_is_known_to_one_room() -> None:
    knowing = {part_of(path) for path in MODULES if "(?:rel)?ref" in path.read_text(encoding="utf-8")}
    assert knowing == {"page"}


def test_the_syntax_of_labels_is_known_to_one_room() -> None:
    """But for what text has to be escaped lest it looks like it."""
    knowing = {name_of(path) for path in MODULES if re.search(r"\]: \{[a-z]|\]:\[ ", path.read_text(encoding="utf-8"))}
    assert knowing == {"page/labels.py"}


ASIDE = {"Jinja2": "jinja2", "markdown-it-py": "markdown_it", "PyYAML": "yaml"}
"""What a distribution is called where it is imported, if not as itself."""


def test_the_help_waits_for_nothing_heavy() -> None:
    loading = "import sys, migrate.cli.app, migrate.cli.ending; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", loading], capture_output=True, text=True, check=True).stdout.split()
    rooms = {name.removeprefix("migrate.").partition(".")[0] for name in loaded if name.startswith("migrate.")}
    assert rooms.isdisjoint({"sync", "pipeline", "site", "content", "markdown", "wxr", "page", "hugo"})
    assert {"lxml", "yaml", "pydantic", "rich", "multiprocessing", "ssl", "http.client"}.isdisjoint(loaded)


def test_every_declared_dependency_is_imported() -> None:
    declared = tomllib.loads((ROOT.parent / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = [one.partition(">")[0] for one in declared]
    imported = {name.partition(".")[0] for module in MODULES for name in imports(parsed(module))}
    assert [name for name in names if ASIDE.get(name, name) not in imported] == []


def test_what_users_look_up_is_what_the_tables_say() -> None:
    """If not: python docs/generate.py writes it anew."""
    docs = runpy.run_path(str(ROOT.parent / "docs" / "generate.py"))
    readme = docs["README"].read_text("utf-8")
    assert docs["REFERENCE"].read_text("utf-8") == docs["reference"](), "run: python docs/generate.py"
    assert readme == docs["with_options"](readme), "run: python docs/generate.py"


DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    *(f"docs/{name}.md" for name in ("guide", "speed", "theme")),
)


OF_HUGO = {"hugo.Data"}
FILES = {".html", ".py", ".toml"}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_modules_that_documents_name_are_there(document: str) -> None:
    """In full, or from the package or its room of content on."""
    named = set(re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.py)`", (ROOT.parent / document).read_text("utf-8")))
    places = (ROOT.parent, ROOT, ROOT / "content")
    assert [name for name in sorted(named) if not any((place / name).is_file() for place in places)] == []


def test_functions_that_documents_name_are_in_the_file_beside_them() -> None:
    """As in "`argument` (`markdown/destinations.py`)"."""
    said = "\n".join((ROOT.parent / document).read_text("utf-8") for document in DOCUMENTS)
    lost = []
    for names, file in re.findall(r"((?:`\w+`,? ?)+)\(`((?:[a-z_]+/)*[a-z_]+\.py)`\)", said):
        places = [place / file for place in (ROOT, ROOT / "content") if (place / file).is_file()]
        known = {getattr(node, "name", getattr(node, "id", "")) for one in places for node in nodes(parsed(one))}
        lost += [f"{name} in {file}" for name in re.findall(r"\w+", names) if name not in known]
    assert lost == []


def test_modules_and_what_is_in_them_are_there_where_the_code_speaks_of_them() -> None:
    """As in "see `model.documents.Outline`"."""
    rooms = {path.stem for path in ROOT.iterdir()}
    lost = [
        f"{name_of(path)}: {name}"
        for path in MODULES
        for name in re.findall(r"`([a-z_]+(?:\.\w+)+)`", path.read_text("utf-8"))
        if name.partition(".")[0] in rooms and Path(name).suffix not in FILES and name not in OF_HUGO
        if not _is_there(name)
    ]
    assert lost == []


def _is_there(name: str) -> bool:
    try:
        return resolve_name(f"{migrate.__name__}.{name}") is not None
    except (ImportError, AttributeError):
        return False


def test_every_room_and_every_file_beside_them_is_described() -> None:
    """A folder of the package has a row in CONTRIBUTING.md, and so has a module that stands in none."""
    described = (ROOT.parent / "CONTRIBUTING.md").read_text("utf-8")
    rows = set(re.findall(r"^\| `migrate/(\w+)` \|", described, re.M))
    assert rows == {path.parent.name for path in ROOT.glob("*/*") if path.suffix in {".py", ".toml"}}
    beside = set(
        re.findall(r"`(\w+\.(?:py|toml))`", described.partition("| file beside them |")[2].partition("\n\n")[0])
    )
    assert beside == {path.name for path in ROOT.iterdir() if path.is_file()} - {
        "__init__.py",
        "__main__.py",
        "py.typed",
    }


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_between_documents_lead_somewhere(document: str) -> None:
    """To a file, and to a section where they name one."""
    text = re.sub(
        r"`[^`\n]*`", "", re.sub(r"^```.*?^```$", "", (ROOT.parent / document).read_text("utf-8"), flags=re.S | re.M)
    )
    for address in re.findall(r"\]\((?!http)([^)]+)\)", text):
        name, _, section = address.partition("#")
        target = (ROOT.parent / document).parent / name if name else ROOT.parent / document
        assert target.is_file(), address
        titles = re.findall(r"^#+ (.*)$", target.read_text("utf-8"), re.M)
        assert not section or section in {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in titles}, (
            address
        )
