"""State survives `kill -9`: a whole snapshot is written every few seconds while something changes, and on SIGUSR1.

The emulator saves on a graceful stop only, file by file. Here a forked child writes all services' files, as they were
at the moment of the fork, into a directory of its own; then one symbolic link is moved onto it. A kill at any time
leaves the previous snapshot or the new one, never half of each.
"""

import logging
import os
import shutil
import signal
import sys
import threading
import time
import traceback
from pathlib import Path

from ministack import app
from ministack.core import persistence
from ministack.services import lambda_svc, stepfunctions

from .correction import Correction

correction = Correction("snapshots", "state is saved on a graceful stop only: kill -9 loses everything")

logger = logging.getLogger("snapshots")

SECONDS = 2
# A snapshot is of everything, so it takes longer the more there is; this many times longer nothing is saved.
REST = 10
CURRENT = Path(persistence.STATE_DIR, "snapshots", "current")
# Some change without a request (schedules, queue time-outs): save even when nothing was asked for this long.
IDLE_SECONDS = 30
CHILD_SECONDS = 30
LOCKS = (type(threading.Lock()), type(threading.RLock()))

_changed = threading.Event()
_asked_for = threading.Event()
_one_at_a_time = threading.Lock()


@correction.on_start
def start():
    if not persistence.PERSIST_STATE:
        return
    app.save_all = lambda _services: save()
    app.app = _noting_requests(app.app)
    signal.signal(signal.SIGUSR1, lambda *_: _asked_for.set())
    threading.Thread(target=_save_for_ever, daemon=True, name="snapshots").start()


@correction.wrap(app, "_load_persisted_state")
def load(original):
    _reading_from(CURRENT, original)


@correction.wrap(lambda_svc, "_execute_function")
def note_invocation(original, *args, **kwargs):
    try:
        return original(*args, **kwargs)
    finally:
        _changed.set()


@correction.wrap(stepfunctions, "_add_event")
def note_step(original, *args, **kwargs):
    _changed.set()
    return original(*args, **kwargs)


def save() -> None:
    with _one_at_a_time:
        _changed.clear()
        generation = CURRENT.parent / str(time.time_ns())
        child = os.fork()
        if child == 0:
            _write_and_exit(generation)
        if _wait(child) == 0:
            link = CURRENT.with_name("next")
            link.unlink(missing_ok=True)
            link.symlink_to(generation.name)
            os.replace(link, CURRENT)
        else:
            logger.error("a snapshot failed; the previous one stays")
            _changed.set()
        _remove_others(keep=os.path.realpath(CURRENT))


def _save_for_ever():
    took = 0.0
    while True:
        if not _asked_for.wait(max(SECONDS, REST * took)):
            _changed.wait(IDLE_SECONDS)
        _asked_for.clear()
        began = time.monotonic()
        try:
            save()
        except OSError:
            logger.exception("a snapshot failed; the previous one stays")
        took = time.monotonic() - began


def _write_and_exit(generation: Path):
    status = 1
    try:
        _free_locks()
        logging.getLogger("persistence").setLevel(logging.WARNING)
        generation.mkdir(parents=True)
        _reading_from(generation, lambda: persistence.save_all(app._build_persistence_save_dict()))
        # A service that could not tell its state keeps the one that it had.
        for file in CURRENT.glob("*.json"):
            if not (generation / file.name).exists():
                os.link(file, generation / file.name)
        status = 0
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(status)


def _free_locks():
    # A thread that held a lock at the fork does not exist in the child: without this the child would wait for ever.
    for name, module in list(sys.modules.items()):
        if name.startswith("ministack.") or name == "logging":
            for value in list(vars(module).values()):
                if isinstance(value, LOCKS):
                    value._at_fork_reinit()


def _wait(child: int) -> int:
    deadline = time.monotonic() + CHILD_SECONDS
    while time.monotonic() < deadline:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return status
        time.sleep(0.01)
    os.kill(child, 9)
    return os.waitpid(child, 0)[1]


def _reading_from(directory: Path, action):
    base, persistence.STATE_DIR = persistence.STATE_DIR, str(directory)
    try:
        action()
    finally:
        persistence.STATE_DIR = base


def _remove_others(keep: str):
    for entry in CURRENT.parent.glob("*"):
        if not entry.is_symlink() and str(entry.resolve()) != keep:
            shutil.rmtree(entry, ignore_errors=True)


def _noting_requests(handle):
    async def noting(scope, receive, send):
        noted = scope["type"] == "http" and not scope["path"].startswith("/_ministack/ready")
        try:
            await handle(scope, receive, send)
        finally:
            if noted:
                _changed.set()

    return noting
