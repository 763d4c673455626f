"""Debian's Firefox, spoken to in WebDriver BiDi, which it has built in: playwright drives only a Firefox of its own."""

import json
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

# No first-run pages, and nothing that the browser asks the network for by itself.
_PREFERENCES = {
    "browser.shell.checkDefaultBrowser": False, "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False, "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False, "ui.prefersReducedMotion": 1,
}  # fmt: skip
_EVENTS = ["log.entryAdded", "network.beforeRequestSent", "browsingContext.userPromptOpened"]
_WAIT = 60.0  # seconds, on a busy machine
# Resolves to the box of the first such element once it has been the same element at the same place for ten frames: a
# list that is drawn anew between the press and the release of a button takes the click with it.
_AT_REST = """new Promise((found) => {
    let [node, box, frames] = [null, "", 0];
    const look = () => {
        const now = document.querySelector(SELECTOR);
        const at = JSON.stringify(now && now.getBoundingClientRect());
        frames = now && now === node && at === box ? frames + 1 : 0;
        [node, box] = [now, at];
        if (frames === 10) found(node.getBoundingClientRect());
        else requestAnimationFrame(look);
    };
    look();
})"""


class Firefox:
    """One tab of a running Firefox, and what was heard of its pages."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._number = 0
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._tell("session.new", capabilities={})
        self._tell("session.subscribe", events=_EVENTS)
        self._tab = self._tell("browsingContext.getTree")["contexts"][0]["context"]
        self._tell("browsingContext.setViewport", context=self._tab, viewport={"width": 1280, "height": 800})

    def open(self, address: str) -> None:
        """Go there, and come back when it has loaded."""
        self._tell("browsingContext.navigate", context=self._tab, url="about:blank", wait="complete")
        self._tell("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def run(self, expression: str) -> Any:
        """What a script's expression, or the promise that it gives, comes to, as JSON holds it."""
        source = f"(async () => JSON.stringify((await ({expression})) ?? null))()"
        target = {"context": self._tab}
        answer = self._tell("script.evaluate", expression=source, target=target, awaitPromise=True)
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    def reads(self, selector: str) -> list[str]:
        """The words in each such element, read without a script."""
        found = self._tell(
            "browsingContext.locateNodes", context=self._tab, locator={"type": "css", "value": selector},
            serializationOptions={"maxDomDepth": 20},
        )  # fmt: skip
        return [_words(node) for node in found["nodes"]]

    def until(self, expression: str) -> None:
        """Wait until it is true."""
        end = time.monotonic() + _WAIT
        while not self.run(f"Boolean({expression})"):
            assert time.monotonic() < end, f"never true: {expression}"
            time.sleep(0.05)

    def click(self, x: float, y: float) -> None:
        """Move the pointer to a point of the window (px) and press it."""
        moves = [{"type": "pointerMove", "x": round(x), "y": round(y)}]
        presses = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._act({"type": "pointer", "id": "mouse", "actions": moves + presses})

    def click_on(self, selector: str) -> None:
        """Press the middle of the first such element, once it stands still."""
        box = self.run(_AT_REST.replace("SELECTOR", json.dumps(selector)))
        self.click(box["left"] + box["width"] / 2, box["top"] + box["height"] / 2)

    def type(self, text: str) -> None:
        """Press these keys, one after the other."""
        presses = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keys", "actions": presses})

    def _act(self, source: dict[str, Any]) -> None:
        self._tell("input.performActions", context=self._tab, actions=[source])

    def _tell(self, method: str, **params: Any) -> Any:
        """Send a command and wait for its answer; events that come before it are written down."""
        self._number += 1
        self._connection.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            message = json.loads(self._connection.recv(timeout=_WAIT))
            if message.get("id") == self._number:
                assert message["type"] == "success", message
                return message["result"]
            self._hear(message)

    def _hear(self, event: dict[str, Any]) -> None:
        said = event.get("params", {})
        if event.get("method") == "network.beforeRequestSent":
            self.requests.append(said["request"]["url"])
        elif event.get("method") == "browsingContext.userPromptOpened":
            self.complaints.append(f"dialog: {said}")
        elif event.get("method") == "log.entryAdded" and said["level"] in ("warn", "error"):
            self.complaints.append(said["text"])


def _words(node: dict[str, Any]) -> str:
    held = node["value"]
    return held.get("nodeValue") or "".join(map(_words, held.get("children") or []))


@contextmanager
def firefox(program: str, profile: Path, *, scripts: bool = True) -> Iterator[Firefox]:
    """A Firefox without a window and with a profile of its own, which ends with the block; pages may run no scripts."""
    preferences = _PREFERENCES | {"javascript.enabled": scripts}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [program, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stderr is not None
            found = next(filter(None, (re.search(r"ws://[\d.]+:\d+", line) for line in process.stderr)))
            with connect(f"{found[0]}/session", max_size=None, open_timeout=_WAIT) as connection:
                yield Firefox(connection)
        finally:
            process.kill()
