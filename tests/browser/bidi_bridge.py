"""Stands between Playwright and Firefox, and answers the one command that Firefox's long-term release does not know.

Playwright drives a stock Firefox (its channel `moz-firefox`) over WebDriver BiDi, the browsers' common protocol. For
each new context it sends `emulation.setMediaFeaturesOverride`, which Firefox 153 refuses as unknown. So this program
poses as the browser: it starts the Firefox that the environment variable FIREFOX_PROGRAM names with the arguments it
was given, listens in its place, passes every message on unchanged, and says yes to that command, which then has no
effect. It can go once Debian's Firefox knows the command.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from asyncio.subprocess import PIPE, Process

from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve

UNKNOWN_TO_FIREFOX = "emulation.setMediaFeaturesOverride"
ANNOUNCEMENT = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


async def wait_for_address(firefox: Process) -> str:
    """Return the address at which Firefox listens; pass on what else it says. `SystemExit` if it ends before."""
    assert firefox.stderr is not None
    async for line in firefox.stderr:
        text = line.decode(errors="replace")
        if found := ANNOUNCEMENT.search(text):
            return found[1]
        sys.stderr.write(text)
    raise SystemExit(await firefox.wait() or 1)


async def pass_on_the_rest(firefox: Process) -> None:
    """Pass on what Firefox says, so that it never waits for a reader."""
    assert firefox.stderr is not None
    async for line in firefox.stderr:
        sys.stderr.write(line.decode(errors="replace"))


async def run_firefox(program: str, arguments: list[str]) -> int:
    """Run Firefox, with a bridge in front of it, until it ends. Return its exit status."""
    firefox = await asyncio.create_subprocess_exec(program, *arguments, stderr=PIPE)
    address = await wait_for_address(firefox)

    async def bridge(playwright: ServerConnection) -> None:
        assert playwright.request is not None
        path = playwright.request.path
        async with connect(address + path, max_size=None, compression=None, ping_interval=None) as browser:

            async def answers() -> None:
                async for message in browser:
                    await playwright.send(message)
                await playwright.close()

            answering = asyncio.create_task(answers())
            async for message in playwright:
                command = json.loads(message)
                if command["method"] == UNKNOWN_TO_FIREFOX:
                    await playwright.send(json.dumps({"type": "success", "id": command["id"], "result": {}}))
                else:
                    await browser.send(message)
            answering.cancel()

    async with serve(bridge, "127.0.0.1", 0, max_size=None, compression=None, ping_interval=None) as server:
        reading = asyncio.create_task(pass_on_the_rest(firefox))
        port = next(iter(server.sockets)).getsockname()[1]
        print(f"WebDriver BiDi listening on ws://127.0.0.1:{port}", file=sys.stderr, flush=True)
        status = await firefox.wait()
        reading.cancel()
        return status


if __name__ == "__main__":
    raise SystemExit(asyncio.run(run_firefox(os.environ["FIREFOX_PROGRAM"], sys.argv[1:])))
