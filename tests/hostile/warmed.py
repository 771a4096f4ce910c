"""Runs the real command, again and again, each time in a process of its own with limits.

A process that has imported everything forks for each command: a start costs 0.3 s, a fork
0.01 s. It takes a line of JSON for each and answers with one.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import pkgutil
import resource
import shutil
import signal
import sys
import time
from pathlib import Path

# Far above what a case may use: what one takes is measured; this only saves the machine.
_MOST_BYTES = 1536 * 1024 * 1024


def main() -> None:
    """Serve until the input ends."""
    _warm()
    _answer("ready")
    for line in sys.stdin:
        _answer(json.dumps(_run(**json.loads(line))))


def _answer(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _warm() -> None:
    import encodings.utf_8_sig  # noqa: F401 - a plain user may not be able to read the library

    import docx
    import jinja2  # noqa: F401
    import lxml.etree
    import PIL.Image  # noqa: F401

    import reportgen

    assert docx, lxml
    for module in pkgutil.walk_packages(reportgen.__path__, "reportgen."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def _run(
    command: list[str],
    folder: str,
    seconds: float,
    stop: float | None,
    plain: bool,
    fresh: dict[str, object] | None,
) -> dict[str, object]:
    """How a command ended: `exit` (None: killed when its time was up), its peak, its seconds."""
    began = time.monotonic()
    child = os.fork()
    if not child:
        _become(command, Path(folder), plain, fresh)
    left = stop
    code = None
    while time.monotonic() - began < seconds:
        ended, status, used = os.wait4(child, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
            break
        if left is not None and time.monotonic() - began > left:
            os.kill(child, signal.SIGINT)
            left = None
        time.sleep(0.005)
    else:
        os.killpg(child, signal.SIGKILL)
        used = os.wait4(child, 0)[2]
    return {
        "exit": code,
        "peak": used.ru_maxrss // 1024,
        "seconds": round(time.monotonic() - began, 2),
    }


def _become(command: list[str], folder: Path, plain: bool, fresh: dict[str, object] | None) -> None:
    """Be the command, in `folder`; `plain` as a user whom rights bind, `fresh` all anew."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
    if plain and os.getuid() == 0:
        _give_up_rights()
    os.chdir(folder)
    os.environ["HOME"] = str(folder.parent / "home")
    os.environ["XDG_CONFIG_HOME"] = str(folder.parent / "home" / ".config")
    os.environ["PATH"] = "/usr/bin:/bin"
    for number, name in ((0, os.devnull), (1, folder.parent / "out"), (2, folder.parent / "err")):
        flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        os.dup2(os.open(name, flags, 0o666), number)
    for number, name in ((1, "stdout"), (2, "stderr")):
        setattr(sys, name, os.fdopen(number, "w", encoding="utf-8", closefd=False))
    if fresh is not None:
        _begin_anew(command, folder, fresh)
    sys.argv = ["reportgen", *command]
    from reportgen.cli import main as reportgen

    try:
        reportgen()
    except SystemExit as leaving:
        if isinstance(leaving.code, str):
            sys.stderr.write(leaving.code)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(leaving.code if isinstance(leaving.code, int) else 1)
    except BaseException:  # noqa: BLE001 - as the interpreter ends: with a traceback
        import traceback

        traceback.print_exc()
        sys.stderr.flush()
        os._exit(70)


def _give_up_rights() -> None:
    """Stay root, and let the rights of files bind all the same: without any capability (Linux)."""
    system = ctypes.CDLL(None, use_errno=True)
    version, itself = 0x20080522, 0
    header, none = (ctypes.c_uint32 * 2)(version, itself), (ctypes.c_uint32 * 6)()
    if system.capset(header, none) != 0:
        raise OSError(ctypes.get_errno(), "capset")


def _begin_anew(command: list[str], folder: Path, fresh: dict[str, object]) -> None:
    """Be the installed program in a process of its own, as a shell would start it.

    `environment` is set (null: taken away), of the `closed` streams there are none, `limits` are
    the system's by name, `piped` sends the output to somebody who is gone; `gone`: so is the
    folder.
    """
    for name in ("PYTHONPATH", "OPENBLAS_NUM_THREADS"):
        os.environ.pop(name, None)
    for name, value in fresh.get("environment", {}).items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value.replace("@root", str(folder))
    for name, value in fresh.get("limits", {}).items():
        number = getattr(resource, f"RLIMIT_{name}")
        resource.setrlimit(number, (value, value))
    if fresh.get("piped"):
        reader, writer = os.pipe()
        os.dup2(writer, 1)
        os.close(reader)
        os.close(writer)
    if fresh.get("gone"):
        shutil.rmtree(folder)
    program = str(Path(sys.executable).with_name("reportgen"))
    for number in (0, 1, 2):
        os.set_inheritable(number, True)
    for number in fresh.get("closed", []):
        os.close(number)
    os.execv(program, [program, *command])


if __name__ == "__main__":
    main()
