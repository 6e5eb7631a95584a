"""Errors as data: problem details for HTTP interfaces (RFC 9457)."""

from __future__ import annotations

from django.http import JsonResponse

CONTENT_TYPE = "application/problem+json"


class ParameterError(ValueError):
    """A query parameter cannot be used as it is; `detail` tells people what to write instead."""

    def __init__(self, parameter: str, detail: str) -> None:
        super().__init__(detail)
        self.parameter = parameter
        self.detail = detail


def parameter_problem(error: ParameterError) -> JsonResponse:
    """The answer to a wrong parameter: status 400, and which parameter it was."""
    body = {
        "type": "about:blank",
        "title": "A parameter of this address is wrong",
        "status": 400,
        "detail": error.detail,
        "parameter": error.parameter,
    }
    return JsonResponse(body, status=400, content_type=CONTENT_TYPE, json_dumps_params={"ensure_ascii": False})
