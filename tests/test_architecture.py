"""The house keeps its shape: layers, sizes, and one home for SQL and for each heavy library.

Each rule is a function from a source file to its faults, and each is shown to catch a planted one.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("pipeline", "extractors", "normalizers", "corpus")
FILES = sorted(p.relative_to(ROOT) for package in PACKAGES for p in (ROOT / package).rglob("*.py"))

LINES, FUNCTION_LINES = 300, 40
# The leaf: types and errors, which import one another and the standard library.
LEAF = ("pipeline.document", "pipeline.facts", "pipeline.text", "pipeline.errors")
MAY_IMPORT = {
    "leaf": {"leaf"},
    "corpus": {"leaf", "corpus"},
    "normalizers": {"leaf", "corpus", "normalizers"},
    "extractors": {"leaf", "corpus", "normalizers", "extractors"},
    "pipeline": {"leaf", "corpus", "normalizers", "extractors", "pipeline"},
}
IMPURE = {"os", "subprocess", "sqlite3", "pytesseract", "pdfplumber", "pypdfium2", "cv2", "socket", "requests"}
HOMES = {  # the one place that imports a heavy library
    "pytesseract": "pipeline/ocr/",
    "cv2": ("pipeline/ocr/", "corpus/recogniser/"),
    "pdfplumber": ("pipeline/readers/", "pipeline/ocr/ruling.py"),
    "pypdfium2": "pipeline/readers/",
    "pikepdf": "pipeline/copies/",
    "img2pdf": "pipeline/copies/",
    "docx": ("pipeline/readers/", "corpus/directives/"),
    "openpyxl": "pipeline/",
    "onnxruntime": ("corpus/language/", "corpus/recogniser/"),
    "torch": ("corpus/language/", "corpus/recogniser/"),
    "uvicorn": "pipeline/commands/",
    "fastapi": "pipeline/web/",
    "starlette": "pipeline/web/",
    "sqlite_utils": "pipeline/catalogue/",
    "sqlite3": ("pipeline/catalogue/", "pipeline/doctor.py"),
}
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT (OR \w+ )?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE)\b", re.DOTALL
)

Rule = Callable[[str, ast.Module, str], Iterator[str]]


def layer(module: str) -> str | None:
    """Return the layer of a module, None for what is not ours."""
    if module in LEAF:
        return "leaf"
    top = module.split(".")[0]
    return top if top in PACKAGES else None


def imports(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    """Yield each imported module, and whether the import runs when the file is imported (not under TYPE_CHECKING)."""
    inner = {id(n) for f in ast.walk(tree) if isinstance(f, ast.FunctionDef | ast.Lambda) for n in ast.walk(f)}
    typing_only = {
        id(n)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        for n in ast.walk(block)
    }
    for node in ast.walk(tree):
        early = id(node) not in inner and id(node) not in typing_only
        if isinstance(node, ast.Import):
            yield from ((alias.name, early) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, early


def module_of(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def layers(path: str, tree: ast.Module, source: str) -> Iterator[str]:
    del source
    own = layer(module_of(path))
    for module, _ in imports(tree):
        other = layer(module)
        if own and other and other not in MAY_IMPORT[own]:
            yield f"{own} imports {module}"


def purity(path: str, tree: ast.Module, source: str) -> Iterator[str]:
    del source
    if layer(module_of(path)) in ("corpus", "normalizers", "extractors") and not path.endswith("/__main__.py"):
        yield from (f"imports {m}" for m, _ in imports(tree) if m.split(".")[0] in IMPURE - {"cv2"})


def homes(path: str, tree: ast.Module, source: str) -> Iterator[str]:
    del source
    for module, _ in imports(tree):
        home = HOMES.get(module.split(".")[0])
        if home and not path.startswith(home):
            yield f"{module} belongs in {home}"


def laziness(path: str, tree: ast.Module, source: str) -> Iterator[str]:
    del path, source
    heavy = {
        "pytesseract",
        "cv2",
        "pdfplumber",
        "pypdfium2",
        "docx",
        "openpyxl",
        "onnxruntime",
        "torch",
        "spacy",
        "pyvi",
    }
    yield from (
        f"imports {m} when it is imported itself" for m, early in imports(tree) if early and m.split(".")[0] in heavy
    )


def sql(path: str, tree: ast.Module, source: str) -> Iterator[str]:
    del source
    if not path.startswith("pipeline/catalogue/"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value):
                yield f"line {node.lineno}: SQL outside the catalogue"


def sizes(path: str, tree: ast.Module, source: str) -> Iterator[str]:
    del path
    if (count := source.count("\n")) > LINES:
        yield f"{count} lines"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            count = (node.end_lineno or 0) - node.lineno + 1
            if count > FUNCTION_LINES:
                yield f"line {node.lineno}: {node.name} has {count} lines"


def catching(path: str, tree: ast.Module, source: str) -> Iterator[str]:
    del source
    if path == "pipeline/ingest.py":  # where one bad file must not stop the others
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            names = ast.unparse(node.type) if node.type else ""
            reraises = any(isinstance(n, ast.Raise) and n.exc is None for n in ast.walk(node))
            if names in ("", "Exception", "BaseException") and not reraises:
                yield f"line {node.lineno}: swallows programming errors"


RULES: tuple[Rule, ...] = (layers, purity, homes, laziness, sql, sizes, catching)
PLANTED = {
    "layers": ("corpus/x.py", "from extractors.references import find"),
    "purity": ("normalizers/x.py", "def f():\n    import subprocess"),
    "homes": ("pipeline/x.py", "def f():\n    import pytesseract"),
    "laziness": ("pipeline/ocr/x.py", "import cv2"),
    "sql": ("pipeline/x.py", "q = 'SELECT a FROM b'"),
    "sizes": ("pipeline/x.py", "def f():\n" + "    pass\n" * 41),
    "catching": ("pipeline/x.py", "try:\n    f()\nexcept Exception:\n    pass"),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.__name__)
def test_house_keeps(rule: Rule) -> None:
    faults = []
    for file in FILES:
        source = (ROOT / file).read_text("utf-8")
        faults += [f"{file}: {fault}" for fault in rule(file.as_posix(), ast.parse(source), source)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.__name__)
def test_rule_catches_a_planted_fault(rule: Rule) -> None:
    path, source = PLANTED[rule.__name__]
    assert list(rule(path, ast.parse(source), source))


def test_every_package_is_typed() -> None:
    assert all((ROOT / package / "py.typed").is_file() for package in PACKAGES)
