# Every task of the project; `./run` makes the environment and calls them. Recipes run in this folder.
set positional-arguments := true
set quiet := true

[private]
tasks:
    {{ just_executable() }} --justfile {{ quote(justfile()) }} --list --unsorted --list-heading '{{ "./run TASK, one of:\n" }}'

# plays the living example and serves it on http://127.0.0.1:8000 (--fresh, --port)
[no-exit-message]
demo *args:
    FOLKMOOT_DEMO=1 FOLKMOOT_HOME="${FOLKMOOT_HOME:-var/demo}" folkmoot demo "$@"

# the command-line program: draw, verify, export, ...
[no-cd]
[no-exit-message]
folkmoot *args:
    folkmoot "$@"

# everything: checks, core, databases (SQLite and PostgreSQL), browser
test *args:
    python -m tests.everything "$@"

# style, types, import contracts, templates, translations
check *args:
    python -m tests.everything --only checks "$@"

# mends what a machine can mend
fix:
    ruff check --fix-only --quiet
    ruff format --quiet
    git ls-files -z -co --exclude-standard -- '*.html' | xargs -0 -r djade --target-version 5.2

# types alone
types *args:
    mypy "$@"

# whether the documents say what the code does
docs *args:
    pytest -q -p no:django tests/architecture/test_words.py tests/spec "$@"

# the headline figures (benchmarks/)
bench *args:
    python -m benchmarks "$@"

# collects the sentences to translate and compiles the translations (needs gettext)
messages:
    python -m tests.translations --write

# what takes longer: a bare machine, deep properties (soak/)
soak *args:
    python -m soak.everything "$@"

# writes requirements*.txt anew from pyproject.toml (needs uv); `--upgrade` takes newer versions
lock *args:
    uv lock --quiet "$@"
    just _locked requirements.txt --all-extras
    just _locked requirements-core.txt --no-default-groups --group core --extra beacon

# uv.lock names the registry of each file and stays out of the repository; names, versions and hashes are what counts.
_locked file *what:
    #!/bin/sh
    set -eu
    file=$1 && shift
    { echo "# Written by './run lock': every package, its version and its hashes."
      uv export --quiet --no-emit-project --format requirements-txt --no-header --no-annotate "$@"
    } >"$file.new"
    mv "$file.new" "$file"
