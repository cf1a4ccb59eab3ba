"""From a bare Debian to the living example: what a machine with things already on it hides.

Needs root and `debootstrap`. In an empty folder a minimal Debian is set up with nothing but python3, its venv package,
git and certificates; a clean clone is put there; then every step that a stranger takes is taken and timed. `SOAK_SUITE`
chooses another release than bookworm (for example trixie).
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from soak.absence import Absent

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = "python3,python3-venv,git,ca-certificates"
PORT = 8642
# Starts the demo as a terminal would, asks until it answers, presses Ctrl-C, and looks whether all of it is gone.
DEMO = f"""
import os, signal, socket, subprocess, sys, time, urllib.request
demo = subprocess.Popen(['./run', 'demo', '--port', '{PORT}'], start_new_session=True)
answered, began = 0, time.monotonic()
while answered != 200 and demo.poll() is None and time.monotonic() - began < 300:
    try:
        answered = urllib.request.urlopen('http://127.0.0.1:{PORT}/').status
    except OSError:
        time.sleep(0.1)
print(f'answered {{answered}} after {{time.monotonic() - began:.1f}} s', flush=True)
os.killpg(demo.pid, signal.SIGINT)
demo.wait(timeout=30)
listening = socket.socket().connect_ex(('127.0.0.1', {PORT})) == 0
print('still listening' if listening else 'gone')
sys.exit(answered != 200 or listening)
"""
TOLD = ("answered ", "gone", "still ", "===== ")
STEPS = [
    ("./run, the first time", "./run"),
    ("./run, again", "./run"),
    ("folkmoot --help", "./run folkmoot --help"),
    ("./run demo, the first time, to Ctrl-C", 'python3 -c "$DEMO"'),
    ("./run demo, again, to Ctrl-C", 'python3 -c "$DEMO"'),
    ("./run test --only core", "./run test --only core"),
    ("./run test --only postgres", "./run test --only postgres"),
]


def trial() -> list[str]:
    """One line a step with its seconds; takes every step, then raises if any failed."""
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        raise Absent("needs root and debootstrap: apt install debootstrap")
    suite = os.environ.get("SOAK_SUITE", "bookworm")
    lines, failed = [], 0
    with a_bare_machine(suite) as machine:
        for name, script in STEPS:
            began = time.monotonic()
            done = enter(machine, script)
            seconds = time.monotonic() - began
            said = [line.strip("= ") for line in done.stdout.splitlines() if line.startswith(TOLD)]
            lines.append(
                f"{suite}: {name}: {'; '.join([f'{seconds:.1f} s', *said, *['FAILED'] * bool(done.returncode)])}"
            )
            print(lines[-1], flush=True)
            if done.returncode:
                failed += 1
                print(done.stdout[-4000:], flush=True)
    if failed:
        raise RuntimeError("; ".join(lines))
    return lines


@contextmanager
def a_bare_machine(suite: str) -> Iterator[Path]:
    """A folder that holds a minimal Debian and a clean clone in `/folkmoot`; gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="folkmoot-bare-"))
    mounted: list[Path] = []
    try:
        command = ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", suite, str(folder)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        # What the host needs to reach the network at all, the guest needs too: names and certificates.
        for name in ("etc/resolv.conf", "etc/ssl/certs/ca-certificates.crt"):
            shutil.copyfile(Path("/", name), folder / name)
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder / "folkmoot")], check=True)
        for kind, name in (("proc", "proc"), ("tmpfs", "dev/shm")):
            (folder / name).mkdir(parents=True, exist_ok=True)
            subprocess.run(["mount", "-t", kind, kind, str(folder / name)], check=True)
            mounted.append(folder / name)
        yield folder
    finally:
        for place in reversed(mounted):
            subprocess.run(["umount", "--lazy", str(place)], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def enter(machine: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run a shell script in the machine's clone, with an environment as bare as the machine."""
    passed = ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
    env = {name: os.environ[name] for name in passed if name in os.environ}
    env |= {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/", "LANG": "C.UTF-8", "DEMO": DEMO}
    env["PIP_CERT"] = env["SSL_CERT_FILE"] = "/etc/ssl/certs/ca-certificates.crt"
    inside = ["chroot", str(machine), "/bin/sh", "-c", f"cd /folkmoot || exit 1\n{script}"]
    return subprocess.run(inside, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
