"""Sources as mypyc takes them, and in the forms that it makes most of.

- ``slots=True``: mypyc refuses it, and lays out its classes by itself.
- ``__init__`` of a data class with plain fields is written out, to be compiled: else `dataclasses` writes it in Python.
- ``strict=True`` of ``zip``: without it mypyc counts through the sequences. Should their lengths differ, plain Python,
  by which the tests run, says so.
"""

from __future__ import annotations

import ast


def native(source: str) -> str:
    """The source of a module, rewritten; comments are lost."""
    return ast.unparse(_Rewriter().visit(ast.parse(source)))


_DROPPED = {"zip": "strict", "dataclass": "slots"}
"""Arguments by the names of their functions."""


class _Rewriter(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        if (name := ast.unparse(node.func)) in _DROPPED:
            node.keywords = [keyword for keyword in node.keywords if keyword.arg != _DROPPED[name]]
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        self.generic_visit(node)
        fields = [statement for statement in node.body if isinstance(statement, ast.AnnAssign)]
        plain = not any(isinstance(field.value, ast.Call) for field in fields)
        made = any(isinstance(part, ast.FunctionDef) and part.name == "__post_init__" for part in node.body)
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "dataclass" and plain and not made:
                decorator.keywords.append(ast.keyword("init", ast.Constant(False)))
                node.body.insert(node.body.index(fields[-1]) + 1, _init(fields))
        return node


def _init(fields: list[ast.AnnAssign]) -> ast.stmt:
    """Sets every field, also of a frozen class, as mypyc can."""
    sets = [f"    self.{name} = {name}" for name in (ast.unparse(field.target) for field in fields)]
    head = f"def __init__(self, {', '.join(map(ast.unparse, fields))}) -> None:"
    return ast.parse("\n".join([head, *sets])).body[0]
