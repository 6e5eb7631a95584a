"""Say, before anything is installed or started, that the web server could not listen: check_address.py HOST PORT."""

import errno
import socket
import sys


def complaint(host: str, port: str) -> str:
    """Return why a server cannot listen there and what to do, or an empty text when it can."""
    if not port.isascii() or not port.isdigit() or not 1 <= int(port) <= 65535:
        return f"PORT={port} is not a port; use a number from 1 to 65535, for example PORT=8000"
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
    except OSError as error:
        return f"HOST={host} is not an address of this machine: {error.strerror}"
    with socket.socket(family, kind) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
            listener.listen()
        except PermissionError:
            return f"PORT={port} is reserved for root; use a port from 1024 on, for example PORT=8000"
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"port {port} of {host} is taken by another program; choose another: make run PORT=8001"
            return f"cannot listen on {host}, port {port}: {error.strerror}"
    return ""


if __name__ == "__main__":
    if text := complaint(*sys.argv[1:]):
        print(f"run: {text}", file=sys.stderr)
        raise SystemExit(2)
