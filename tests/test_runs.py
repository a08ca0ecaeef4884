"""Whole runs that are killed, or meet, or are read meanwhile: the store is the one that an undisturbed run makes."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from detente.errors import StoreError
from detente.pipeline import link
from detente.store import open_store
from tests.runs import run, shown, write

ROOT = Path(__file__).parent.parent
KILLS = 5
LIVES = (0.0, 1.5)  # seconds that a run is let live; an undisturbed one takes about three
LAST = 20


def started(path: Path, store: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    command = [sys.executable, "-m", "tests.runs", str(path), str(store)]
    return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    folder = tmp_path_factory.mktemp("undisturbed")
    run(str(write(folder / "all.jsonl", 0, LAST)), str(folder / "news.detente"))
    return shown(folder / "news.detente")


def test_an_undisturbed_run_holds_what_it_read(undisturbed: dict[str, list[str]]) -> None:
    assert len(undisturbed["articles"]) == LAST
    assert len(undisturbed["changes"]) == 4
    assert len(undisturbed["copies"]) == LAST
    assert 0 < len(undisturbed["events"]) < len(undisturbed["reports"])


def test_kills_leave_a_store_that_ends_as_an_undisturbed_one(tmp_path: Path, undisturbed: dict[str, list[str]]) -> None:
    path, store = write(tmp_path / "all.jsonl", 0, LAST), tmp_path / "news.detente"
    chance = random.Random(2024)  # noqa: S311
    for _ in range(KILLS):
        with started(path, store) as killed:
            assert killed.stdout is not None
            assert killed.stdout.readline() == b"ready\n"
            time.sleep(chance.uniform(*LIVES))
            killed.send_signal(signal.SIGKILL)
        if (store / "store.json").exists():
            assert open_store(store).counts()["articles"] <= LAST, "what a reader sees meanwhile is whole"
    for _ in range(2):
        with started(path, store) as whole:
            whole.communicate()
        assert whole.returncode == 0
        assert shown(store) == undisturbed


def test_two_runs_at_once_lose_nothing_and_readers_read_on(tmp_path: Path, undisturbed: dict[str, list[str]]) -> None:
    store = tmp_path / "news.detente"
    parts = [write(tmp_path / "one.jsonl", 0, 13), write(tmp_path / "two.jsonl", 7, LAST)]
    with open_store(store, create=True) as opened:
        runs = [started(path, store) for path in parts]
        while any(each.poll() is None for each in runs):
            stories = {each.article for each in opened.copies()}
            assert stories <= opened.known_articles()
            list(opened.events())
            time.sleep(0.05)
        for each in runs:
            each.communicate()
            assert each.returncode == 0
    assert shown(store) == undisturbed


def test_a_run_that_waits_too_long_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.delta.WAIT_SECONDS", 0.1)
    store = open_store(tmp_path / "news.detente", create=True)
    with store.linking(), pytest.raises(StoreError, match=r"another run has been at work there.*same command again"):
        link(open_store(store.path))
