"""`folkmoot witness`: check an exported record against what you cosigned before, and cosign its checkpoint, offline.

The exit code is 0 when it was cosigned, 1 when the record does not hold, 2 when the input is wrong.
"""

import argparse
import os
import secrets
import sys
import time
from pathlib import Path
from typing import Any

from folkmoot.cli.bundles import NothingToVerify, RecordBundle, open_bundle
from folkmoot.cli.verify import FAILS, HOLDS, USAGE, read_key, told
from folkmoot.core.faults import Fault
from folkmoot.core.record.exports import CHECKPOINT_FILE, check_export
from folkmoot.core.record.notes import COSIGNATURE, KeyIsNotReadable, SigningKey, cosign_note, read_signing_key
from folkmoot.messages import sentence


class WitnessKnowsNoPast(Fault):
    """A witness neither named the checkpoint that it cosigned last, nor said that this is the first."""


class WitnessNeedsTheKey(Fault):
    """A witness did not name the record's key, which it must know from elsewhere."""


def add_parser(subparsers: Any) -> None:
    """Add `witness` to the verbs of the command line."""
    parser = subparsers.add_parser(
        "witness",
        help="cosign the checkpoint of an exported record, offline, if it only grew since you did last",
        description="Checks everything that `verify` checks, then signs that you saw this state of the record.",
    )
    parser.add_argument("path", type=Path, help="folder or .zip of the record; with --new: where your new key goes")
    parser.add_argument("--new", metavar="NAME", help="make a key of your own that calls itself NAME, and stop")
    parser.add_argument("--as", dest="own", type=Path, metavar="KEYFILE", help="your own key, as --new wrote it")
    parser.add_argument("--key", metavar="VKEY", help="the key of the record: its text, or a file that holds it")
    parser.add_argument("--checkpoint", type=Path, metavar="KEPT", help="the checkpoint that you cosigned last")
    parser.add_argument("--first", action="store_true", help="you cosign this record for the first time")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where the cosigned checkpoint goes: keep it")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make a key, or check and cosign; print what was found, and return the exit code."""
    try:
        return _new_key(args.path, args.new) if args.new else _cosign(args)
    except Fault as fault:
        sys.stderr.write(f"{sentence(fault)}\n")
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}\n")
    return USAGE


def _new_key(path: Path, name: str) -> int:
    key = SigningKey(name=name, secret=secrets.token_bytes(32), sort=COSIGNATURE)
    read_signing_key(key.private_text())  # refuses a name that no note could carry
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(f"{key.private_text()}\n")
    print(f"{path} is your secret. Tell everybody your public key:\n{key.verifier}")
    return HOLDS


def _cosign(args: argparse.Namespace) -> int:
    key = _own_key(args.own)
    if args.key is None:
        raise WitnessNeedsTheKey
    if (args.checkpoint is None) is not args.first:
        raise WitnessKnowsNoPast
    bundle = open_bundle(args.path)
    if not isinstance(bundle, RecordBundle) or args.out is None:
        raise NothingToVerify(path=str(args.path))
    kept = None if args.checkpoint is None else args.checkpoint.read_bytes()
    report = check_export(bundle.files, trusted_key=read_key(args.key), kept_checkpoint=kept)
    for line in told(report):
        print(line)
    if not report.holds:
        return FAILS
    args.out.write_bytes(cosign_note(bundle.files[CHECKPOINT_FILE], key, int(time.time())))
    print(f"Cosigned: {args.out}. Keep it for the next time, and give it to whoever relies on you.")
    return HOLDS


def _own_key(path: Path | None) -> SigningKey:
    if path is None:
        raise KeyIsNotReadable
    key = read_signing_key(path.read_text("utf-8").strip())
    if key.sort != COSIGNATURE:
        raise KeyIsNotReadable
    return key
