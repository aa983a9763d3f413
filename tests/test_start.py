"""What a run does not read before it has use for it."""

import subprocess
import sys


def _loaded_after(statements: str) -> set[str]:
    """The modules that are there once a fresh interpreter has done this."""
    asked = f"{statements}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_the_command_line_is_read_without_options_of_sites_and_without_what_converts() -> None:
    """`--help` and `--version` need none of it."""
    loaded = _loaded_after("import migrate.cli.ending, migrate.cli.app")
    assert (
        not {"migrate.options", "migrate.model", "migrate.pipeline.wordpress", "lxml", "yaml", "markdownify"} & loaded
    )


def test_selectors_of_css_are_not_read_until_somebody_selects() -> None:
    """Beautiful Soup imports them with markdownify."""
    assert "soupsieve.css_parser" not in _loaded_after("import migrate.markdown.convert")
    select = "import migrate.markdown.convert, bs4\nassert bs4.BeautifulSoup('<p>a</p>', 'html.parser').select_one('p')"
    assert "soupsieve.css_parser" in _loaded_after(select)


def test_what_is_loaded_is_not_looked_through_for_rings_before_it_goes() -> None:
    """That would take a seventh of a small run."""
    asked = (
        "import atexit, gc, sys\nfrom migrate.cli import main\nsys.argv = ['wxr2hugo', '--version']\n"
        "atexit.register(lambda: print(len(gc.get_objects()) < gc.get_freeze_count()))\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "True"
