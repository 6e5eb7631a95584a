"""A server on this machine that speaks OpenAI's chat completions, and says what a test tells it to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any


@dataclass
class LanguageModel:
    """What the server answers (`content`: the model's words, `body`: the whole answer), and what it was asked."""

    content: str = '{"claims": []}'
    body: bytes | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    questions: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    url: str = ""


@contextmanager
def language_model() -> Iterator[LanguageModel]:
    """Serve for the length of the block, on a free port of the loopback address."""
    model = LanguageModel()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.path == "/v1/chat/completions"
            model.questions.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            model.keys.append(self.headers["Authorization"])
            answer = {"choices": [{"message": {"role": "assistant", "content": model.content}}]}
            body = json.dumps(answer).encode() if model.body is None else model.body
            self.send_response(model.status)
            for name, value in model.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    model.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
