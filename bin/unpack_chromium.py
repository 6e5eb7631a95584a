"""Unpack the Chromium of the npm package @sparticuz/chromium to .install/chromium, where no system package has one."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import brotli

PROJECT = Path(__file__).resolve().parent.parent


def unpack(packed: Path, target: Path) -> None:
    """Write the browser and the libraries it draws with into a directory; the browser comes last, when all is there."""
    target.mkdir(parents=True, exist_ok=True)
    libraries = brotli.decompress((packed / "swiftshader.tar.br").read_bytes())
    with tarfile.open(fileobj=io.BytesIO(libraries)) as archive:
        for member in archive:
            if content := archive.extractfile(member):
                (target / Path(member.name).name).write_bytes(content.read())
    unfinished = target / "chromium.new"
    unfinished.write_bytes(brotli.decompress((packed / "chromium.br").read_bytes()))
    unfinished.chmod(0o755)
    unfinished.replace(target / "chromium")


if __name__ == "__main__":
    unpack(PROJECT / "node_modules/@sparticuz/chromium/bin", PROJECT / ".install/chromium")
