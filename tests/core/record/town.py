"""An authority for time stamps that OpenSSL plays, in a folder: keys, certificates, answers to requests."""

import subprocess
from pathlib import Path

CONFIG = """
[req]
distinguished_name = name
[name]
[ca]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign
[ts]
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = own
[own]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
"""
MAKING = """
for who in ca tsa other; do openssl ecparam -name prime256v1 -genkey -noout -out $who.key; done
for who in ca other; do
    openssl req -x509 -new -key $who.key -subj "/CN=Town $who" -days 9 -config cnf -extensions ca -out $who.pem
done
openssl req -new -key tsa.key -subj "/CN=Time of the town" -config cnf -out tsa.csr
openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 9 -extfile cnf -extensions ts -out tsa.pem
echo 01 >serial
"""
REPLY = "openssl ts -reply -config cnf -queryfile q.tsq -signer tsa.pem -inkey tsa.key -out r.tsr"


def shell(folder: Path, script: str) -> None:
    subprocess.run(["/bin/sh", "-ec", script], cwd=folder, check=True, capture_output=True)


def found_authority(folder: Path) -> None:
    """Make keys and certificates: `tsa` stamps, `ca.pem` vouches for it, `other.pem` has no part in it."""
    (folder / "cnf").write_text(CONFIG)
    shell(folder, MAKING)


def answered(folder: Path, request: bytes) -> bytes:
    """The authority's answer to a request."""
    (folder / "q.tsq").write_bytes(request)
    shell(folder, REPLY)
    return (folder / "r.tsr").read_bytes()


def asked(folder: Path, data: bytes) -> bytes:
    """A request for a stamp of `data`, without a nonce, as OpenSSL makes it."""
    (folder / "data").write_bytes(data)
    shell(folder, "openssl ts -query -data data -sha256 -cert -no_nonce -out q.tsq")
    return (folder / "q.tsq").read_bytes()
