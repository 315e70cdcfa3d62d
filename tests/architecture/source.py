"""What the project's source says, read without running it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOUSES = ("contest", "questions", "migrations", "tests", "bench")


def below(*folders: str, suffix: str = ".py") -> list[Path]:
    """The files of these folders, generated and vendored ones left out."""
    found = (path for folder in folders for path in (ROOT / folder).rglob(f"*{suffix}"))
    return sorted(path for path in found if not {"vendor", "node_modules"} & set(path.parts))


CODE = [*ROOT.glob("wsgi.py"), *below("contest", "questions")]
GENERATED = ROOT / "migrations" / "versions"
EVERYTHING = [
    each for each in (*ROOT.glob("wsgi.py"), *below(*HOUSES)) if GENERATED not in each.parents
]


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


MODULES = {module_name(path): path for path in CODE}


def names_imported(node: ast.AST) -> Iterator[str]:
    """Full dotted names: ``from contest import clock`` gives ``contest.clock``."""
    if isinstance(node, ast.Import):
        yield from (each.name for each in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{each.name}" for each in node.names)


@cache
def imports(path: Path) -> frozenset[str]:
    return frozenset(name for node in ast.walk(tree(path)) for name in names_imported(node))


def own_module(name: str) -> str | None:
    """The module of ours that an imported name means: the longest that exists."""
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name or None


@cache
def own_imports(module: str) -> frozenset[str]:
    found = (own_module(name) for name in imports(MODULES[module]))
    return frozenset(each for each in found if each and each != module)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
