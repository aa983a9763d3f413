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


def test_what_is_in_memory_is_not_taken_down_before_the_process_ends() -> None:
    """That would take a thirtieth of a small run. Who asked to be told of the end is told."""
    asked = (
        "import atexit, sys\nimport migrate.cli\nfrom migrate.cli import ending\n"
        "class Piece:\n def __del__(self): print('taken down')\n"
        "piece = Piece()\nending.run = lambda line: bool(atexit.register(print, 'told'))\nmigrate.cli.main()"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("told\n", 1)
