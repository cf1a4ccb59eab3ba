"""Whether every sentence is translated, and the compiled translations say what their sources say.

    python -m tests.translations            tells what is missing, out of date or uncompiled
    python -m tests.translations --write    collects the sentences anew and compiles them (`./run messages`)

Collecting needs GNU gettext (`apt install gettext`). Without it that part of the check is left out, and says so; the
rest is read here: a `.po` file is short enough to be read by hand.
"""

import ast
import gettext
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "folkmoot"
LANGUAGES = ["da"]  # English is what the code itself says


def entries(po: Path) -> Iterator[tuple[str, list[str], bool]]:
    """Each sentence of a `.po` file as (identifier, translations, fuzzy); the header is left out."""
    for block in po.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#~")]
        fields: dict[str, str] = {}
        name = ""
        for line in lines:
            if line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            name, text = (name, line) if line.startswith('"') else (word, rest)
            fields[name] = fields.get(name, "") + ast.literal_eval(text)
        if fields.get("msgid"):
            context = f"{fields['msgctxt']}\4" if "msgctxt" in fields else ""
            said = [text for name, text in fields.items() if name.startswith("msgstr")]
            yield context + fields["msgid"], said, any(line.startswith("#, ") and "fuzzy" in line for line in lines)


def collect(package: Path) -> None:
    """Bring the `.po` files of a copy of the package up to date with its code and templates."""
    words = [f"--locale={language}" for language in LANGUAGES]
    command = [sys.executable, "-m", "django", "makemessages", *words, "--no-location", "--verbosity=0"]
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "folkmoot.web.settings"}
    subprocess.run(command, cwd=package, env=env, check=True)


def troubles() -> list[str]:
    """A sentence for everything that is missing, out of date or uncompiled."""
    found = []
    for language in LANGUAGES:
        po = SOURCE / "locale" / language / "LC_MESSAGES" / "django.po"
        if not po.exists():
            found.append(f"{language}: there is no {po.relative_to(ROOT)}")
            continue
        kept = {name: (said, fuzzy) for name, said, fuzzy in entries(po)}
        found += [f"{language}: not translated: {name!r}" for name, (said, _) in kept.items() if not all(said)]
        found += [f"{language}: guessed, not confirmed: {name!r}" for name, (_, fuzzy) in kept.items() if fuzzy]
        found += [f"{language}: {line}" for line in [*_uncompiled(po, kept), *_uncollected(language, kept)]]
    return found


def _uncompiled(po: Path, kept: dict[str, tuple[list[str], bool]]) -> list[str]:
    """Sentences that the compiled file says otherwise."""
    mo = po.with_suffix(".mo")
    if not mo.exists():
        return ["not compiled: ./run messages"]
    with mo.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    catalogue: dict[str | tuple[str, int], str] = vars(compiled)["_catalog"]
    said = {name: catalogue.get(name, catalogue.get((name, 0), "")) for name in kept}
    return [
        f"compiled otherwise: {name!r}" for name, (texts, fuzzy) in kept.items() if not fuzzy and said[name] != texts[0]
    ]


def _uncollected(language: str, kept: dict[str, tuple[list[str], bool]]) -> list[str]:
    """Sentences that stand in the code and not in the file, or the other way round."""
    if shutil.which("xgettext") is None:
        print("SKIPPED: whether new sentences were collected (apt install gettext)")
        return []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "folkmoot"
        shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__", "static"))
        collect(copy)
        now = {name for name, _, _ in entries(copy / "locale" / language / "LC_MESSAGES" / "django.po")}
    new = [f"new in the code: {name!r}" for name in sorted(now - set(kept))]
    return new + [f"gone from the code: {name!r}" for name in sorted(set(kept) - now)]


def write() -> None:
    """Collect and compile in place."""
    collect(SOURCE)
    for language in LANGUAGES:
        po = SOURCE / "locale" / language / "LC_MESSAGES" / "django.po"
        subprocess.run(["msgfmt", "--check", "-o", po.with_suffix(".mo"), po], check=True)


def main() -> int:
    """0 where nothing is missing."""
    if "--write" in sys.argv:
        write()
    found = troubles()
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
