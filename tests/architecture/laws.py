"""The laws of the house as functions: a folder in, a list of sentences out, one for each place that breaks the law.

Import contracts (`pyproject.toml`) say what may import what; here stands what they cannot say. Each function takes the
folder it judges, so that its own test can hand it a small house with a fault in it.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent.parent
SRC = ROOT / "src" / "folkmoot"
ROOMS = ("commons", "stages", "windows")
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "services", "base", "manager", "managers", "misc"}


def python_files(source: Path) -> list[Path]:
    """Every Python file below `source` that a person wrote: no migrations."""
    return sorted(path for path in source.rglob("*.py") if "migrations" not in path.parts)


def tree_of(path: Path) -> ast.Module:
    """The parsed file; the same text is parsed once."""
    return _parsed(path.read_text(encoding="utf-8"))


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Each import of a file as (line, dotted name); `from a import b` is `a.b`."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


# --- neighbours -------------------------------------------------------------------------------------------------------


def wrong_doors(source: Path) -> list[str]:
    """Imports that enter another app by anything but its door.

    The door is `queries`; a commons app's `actions` are open to the apps that stand on it; `web` puts the apps
    together, so it also reads their manifests, starts their tasks and may play their actions. A manifest may share a
    right that a commons app's manifest declares.
    """
    found = []
    for path in python_files(source):
        room, app, *_ = (*path.relative_to(source).with_suffix("").parts, "", "")
        for line, name in imported(path):
            _, their_room, their_app, door, *_ = (*name.split("."), "", "", "", "")
            if not name.startswith("folkmoot.") or their_room not in ROOMS or (their_room, their_app) == (room, app):
                continue
            if door not in _doors(room, path.stem, their_room):
                found.append(f"{path.relative_to(source)}:{line} enters {their_room}/{their_app} by {door or 'itself'}")
    return found


def _doors(room: str, file: str, their_room: str) -> set[str]:
    if room in {"web", "__main__"}:
        return {"queries", "actions", "manifest", "tasks"}
    doors = {"queries", "actions"} if their_room == "commons" else {"queries"}
    return doors | {"manifest"} if (file, their_room) == ("manifest", "commons") else doors


def order_of_apps(pyproject: Path) -> list[str]:
    """Every app, lowest first, as the import contracts order them."""
    contracts = tomllib.loads(pyproject.read_text())["tool"]["importlinter"]["contracts"]
    layers = {contract["containers"][0]: contract["layers"] for contract in contracts if "layers" in contract}
    rooms = [layers["folkmoot.commons"], layers["folkmoot.stages"]]
    return [layer.strip("()") for room in rooms for layer in reversed(room)]


# --- the core ---------------------------------------------------------------------------------------------------------

UNREPEATABLE = {"now", "utcnow", "today", "uuid1", "uuid4", "urandom", "default_rng", "perf_counter", "monotonic"}
OUTSIDE = {"open", "print", "input", "breakpoint", "exec", "eval"}


def unrepeatable(core: Path) -> list[str]:
    """Places in the core that would read a clock, throw dice or touch the world."""
    found = []
    for path in python_files(core):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Attribute) and node.attr in UNREPEATABLE | {"random"}:
                found.append(f"{path.relative_to(core)}:{node.lineno} {node.attr}")
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OUTSIDE:
                found.append(f"{path.relative_to(core)}:{node.lineno} {node.func.id}")
    return found


# --- names and proportions --------------------------------------------------------------------------------------------


def banned_names(source: Path) -> list[str]:
    """Files and folders whose name says nothing."""
    named = (path for path in sorted(source.rglob("*")) if path.is_dir() or path.suffix == ".py")
    return [str(path.relative_to(source)) for path in named if path.stem in BANNED_NAMES]


def function_lengths(source: Path) -> dict[str, int]:
    """`file:function` → lines of its body, without the docstring."""
    lengths = {}
    for path in python_files(source):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
                last = body[-1].end_lineno or 0
                lengths[f"{path.relative_to(source)}:{node.name}"] = last - body[0].lineno + 1
    return lengths


def out_of_proportion(source: Path, *, p95: int, middle: int, longest_file: int) -> list[str]:
    """What is longer than it may be: the median and the 95th percentile of function bodies, and single files."""
    found = []
    lengths = function_lengths(source)
    if len(lengths) > 1:
        bound = quantiles(lengths.values(), n=20, method="inclusive")[-1]
        if bound > p95:
            worst = sorted(lengths, key=lengths.__getitem__, reverse=True)[:5]
            found.append(f"95th percentile of functions is {bound:.0f} lines, not {p95}; longest: {', '.join(worst)}")
        if median(lengths.values()) > middle:
            found.append(f"median of functions is {median(lengths.values())} lines, not {middle}")
    lines = {path.relative_to(source): len(path.read_text().splitlines()) for path in python_files(source)}
    return found + [
        f"{name} has {count} lines, not {longest_file}" for name, count in lines.items() if count > longest_file
    ]


# --- faults and sentences ---------------------------------------------------------------------------------------------


def fault_classes(source: Path) -> set[str]:
    """The names of all faults that may be raised: classes that stem from `Fault` and have no heirs."""
    heirs: dict[str, set[str]] = {}
    for path in python_files(source):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                for stem in node.bases:
                    name = stem.attr if isinstance(stem, ast.Attribute) else getattr(stem, "id", "")
                    heirs.setdefault(name, set()).add(node.name)
    found, rest = set(), ["Fault"]
    while rest:
        children = heirs.get(rest.pop(), set())
        found |= children
        rest.extend(children)
    return {name for name in found if name not in heirs}


def code_of(name: str) -> str:
    """A fault's code: its class's name in snake case."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def missing_params(source: Path, sentences: dict[str, str]) -> list[str]:
    """Places that make a fault without a value that its sentence names."""
    places = {code: set(re.findall(r"{(\w+)", text)) for code, text in sentences.items()}
    found = []
    faults = fault_classes(source)
    for path in python_files(source):
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = {keyword.arg for keyword in node.keywords}
            lacking = places.get(code_of(name), set()) - given if name in faults and None not in given else set()
            if lacking:
                place = f"{path.relative_to(source)}:{node.lineno}"
                found.append(f"{place} {name} without {', '.join(sorted(lacking))}")
    return found


# --- actions ----------------------------------------------------------------------------------------------------------


WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "append_entry",
}


def irregular_actions(source: Path) -> list[str]:
    """Actions that take values by position, or write more than once outside a transaction."""
    found = []
    for path in (path for path in python_files(source) if "actions" in {path.stem, path.parent.name}):
        for node in tree_of(path).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            place = f"{path.relative_to(source)}:{node.lineno} {node.name}"
            if node.args.args or node.args.posonlyargs:
                found.append(f"{place} takes values by position")
            if _writes(node) > 1 and "atomic" not in ast.unparse(node):
                found.append(f"{place} writes more than once outside a transaction")
    return found


def _writes(function: ast.FunctionDef) -> int:
    calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    names = (call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls)
    return sum(name in WRITES for name in names)


# --- what is documented -----------------------------------------------------------------------------------------------


def settings_read(settings: Path) -> set[str]:
    """The environment variables that the settings file reads through its typed readers."""
    return {
        node.args[0].value
        for node in ast.walk(tree_of(settings))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in {"text", "flag", "words"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def kinds_declared(source: Path) -> set[str]:
    """The kinds of record entries that manifests declare."""
    pattern = re.compile(r"""Act\(\s*(?:kind=)?["']([a-z]+\.[a-z_]+)["']""")
    return {kind for path in source.rglob("manifest.py") for kind in pattern.findall(path.read_text())}


def kinds_appended(source: Path) -> set[str]:
    """The kinds of record entries that actions append: words such as `meetings.planned`, an app's name first."""
    files = [path for path in python_files(source) if "actions" in {path.stem, path.parent.name}]
    texts = (node.value for path in files for node in ast.walk(tree_of(path)) if isinstance(node, ast.Constant))
    apps = {path.parent.name for path in source.rglob("manifest.py")} | {"assembly"}
    found = (re.fullmatch(r"([a-z]+)\.[a-z_]+", text) for text in texts if isinstance(text, str))
    return {match[0] for match in found if match and match[1] in apps}


def verbs(source: Path) -> set[str]:
    """The verbs of the command line, and the server's own commands."""
    pattern = re.compile(r"""add_parser\(\s*["']([a-z-]+)["']""")
    spoken = {verb for path in (source / "cli").rglob("*.py") for verb in pattern.findall(path.read_text())}
    commands = {path.stem for path in source.rglob("management/commands/*.py") if not path.stem.startswith("_")}
    return spoken | commands


def model_files(source: Path) -> list[Path]:
    """Where an app keeps its models: `models.py`, or the files of a folder `models`."""
    return sorted([*source.rglob("models.py"), *source.rglob("models/*.py")])


def models_of(source: Path) -> set[str]:
    """The names of all models, from the files."""
    return {
        node.name
        for path in model_files(source)
        for node in tree_of(path).body
        if isinstance(node, ast.ClassDef) and any("Model" in ast.unparse(stem) for stem in node.bases)
    }


def paths_that_lead_nowhere(page: Path, root: Path) -> list[str]:
    """Paths in backticks on a page that no file or folder bears; `a/b.py::name` must also hold `name`."""
    found = []
    for quoted in re.findall(r"`([\w./-]+/[\w./-]*(?:::\w+)?)`", page.read_text()):
        path, _, name = quoted.partition("::")
        there = next((base / path for base in (root, root / "src" / "folkmoot") if (base / path).exists()), None)
        if there is None or (name and not re.search(rf"\b{name}\b", there.read_text())):
            found.append(quoted)
    return found


# --- templates --------------------------------------------------------------------------------------------------------

UNSAFE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script written in the page": re.compile(r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*application/json)", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[\w:-]*)\s*=", re.IGNORECASE),
    "another host": re.compile(
        r"<(?!a\b)[^>]*\s(?:src|href|srcset|action|data|poster)\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE
    ),
    # (a field's help text is written by us, and Django passes it on too)
    "text passed on unescaped": re.compile(r"(?<!help_text)\|\s*safe\b|{%\s*autoescape\s+off"),
}


def unsafe_templates(source: Path) -> list[str]:
    """What a strict Content-Security-Policy would stop, or what would let a stranger's text through."""
    return [
        f"{path.relative_to(source)} holds {what}"
        for path in sorted(source.rglob("*.html"))
        for what, pattern in UNSAFE.items()
        if pattern.search(re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL))
    ]


# --- what is committed ------------------------------------------------------------------------------------------------

# Written in two halves, so that this file does not name what it looks for.
ADDRESSES = [
    "pypi" + ".org/simple",
    "files." + "pythonhosted.org",
    "registry." + "npmjs.org",
    "/wor" + "k/",
    "/tm" + "p/",
    "/roo" + "t/",
    "../sha" + "red",
    "/opt/" + "pypi",
    "/home/" + "runner",
]


def addresses_in(path: Path) -> list[str]:
    """Registry addresses and paths of one machine in a file."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    return [f"{path.name} names {address}" for address in ADDRESSES if address in text]
