"""Runs commands where nothing can be reached, and tells whom they asked and what they wrote: for test_alone.py.

    python alone.py REPORT COMMANDS     COMMANDS: a JSON list of lists of arguments; REPORT: the file to write

In a network of its own (`unshare -rmn`) it is the name server and the only host: every name leads to it, and what comes
to its ports is told. Elsewhere Python's own calls are watched, and what is left running.
"""

import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

_ASKED = {"socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "socket.sendto", "subprocess.Popen"}
_PORTS = (80, 443)


def main(report: str, commands: str) -> None:
    """Run the commands in this process and write what was seen, as JSON."""
    seen: list[str] = []
    _alone(seen)
    here = str(Path.cwd())

    def watch(event: str, args: tuple[Any, ...]) -> None:
        if event in _ASKED or (event == "open" and _writes_elsewhere(here, *args)):
            seen.append(f"{event} {args}")

    sys.addaudithook(watch)
    from mapper.cli import main as mapper

    rows = []
    for command in json.loads(commands):
        try:
            code = mapper(command, standalone_mode=False)
        except SystemExit as ended:
            code = ended.code
        rows.append({"command": command[0], "code": code, "seen": [*seen], "threads": _foreign_threads()})
        seen.clear()
    Path(report).write_text(json.dumps(rows), encoding="utf-8")


def _foreign_threads() -> int:
    """How many threads there are that Python has not made: what would connect later waits for it in one."""
    tasks = Path("/proc/self/task")
    return len([*tasks.iterdir()]) - threading.active_count() if tasks.is_dir() else 0


def _writes_elsewhere(here: str, path: Any, _: Any, flags: Any) -> bool:
    writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    return bool(writes) and isinstance(path, str) and not os.path.realpath(path).startswith((here, os.devnull))


def _alone(seen: list[str]) -> None:
    """Be the name server and every host, where this process has a network of its own."""
    if os.environ.get("ALONE") != "1":
        return
    Path("resolv.conf").write_text("nameserver 127.0.0.1\n", encoding="utf-8")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True, timeout=10)
    subprocess.run(["mount", "--bind", "resolv.conf", os.path.realpath("/etc/resolv.conf")], check=True, timeout=10)
    names = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    names.bind(("127.0.0.1", 53))
    threading.Thread(target=_answer, args=(names, seen), daemon=True).start()
    for port in _PORTS:
        threading.Thread(target=_listen, args=(socket.create_server(("127.0.0.1", port)), seen), daemon=True).start()


def _answer(names: socket.socket, seen: list[str]) -> None:
    while True:
        question, asker = names.recvfrom(512)
        seen.append(f"question {question[12:]!r}")
        here = b"\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x3c\x00\x04\x7f\x00\x00\x01"
        names.sendto(question[:2] + b"\x81\x80\x00\x01\x00\x01\x00\x00\x00\x00" + question[12:] + here, asker)


def _listen(server: socket.socket, seen: list[str]) -> None:
    while True:
        connection, _ = server.accept()
        seen.append(f"connection to {server.getsockname()[1]}")
        connection.close()


if __name__ == "__main__":
    arguments: list[Any] = sys.argv[1:]
    main(*arguments)
