"""A time-stamping authority of our own, made with ``openssl ts`` behind a small server on this computer."""

from __future__ import annotations

import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CONFIG = """
[ req ]
distinguished_name = name
prompt = no
[ name ]
CN = {name}
[ root ]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[ stamps ]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[ tsa ]
default_tsa = tsa_config
[ tsa_config ]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/stamps.pem
signer_key = {folder}/stamps.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
"""


class Authority:
    """Answers time-stamp queries. ``answer`` may be set to bytes that are given instead, ``status`` likewise."""

    def __init__(self, folder: Path, name: str = "Test authority") -> None:
        self.folder = folder
        self.answer: bytes | None = None
        self.status = 200
        self.asked = 0
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "openssl.cnf").write_text(CONFIG.format(folder=folder, name=name))
        (folder / "serial").write_text("01\n")
        self._make_certificates(name)
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """What SIMOFF_TSA would say."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    @property
    def root(self) -> Path:
        """The certificate of the root, as PEM."""
        return self.folder / "root.pem"

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()

    def stamp(self, query: bytes) -> bytes:
        """The answer to a query, made by openssl."""
        with self._lock:
            self.asked += 1
            (self.folder / "query").write_bytes(query)
            self._openssl("ts", "-reply", "-queryfile", "query", "-out", "reply")
            return (self.folder / "reply").read_bytes()

    def _make_certificates(self, name: str) -> None:
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
        self._openssl(
            "req",
            "-x509",
            *key,
            "-keyout",
            "root.key",
            "-out",
            "root.pem",
            "-days",
            "3650",
            "-subj",
            f"/CN={name} root",
            "-extensions",
            "root",
        )
        self._openssl("req", *key, "-keyout", "stamps.key", "-out", "stamps.csr", "-subj", f"/CN={name}")
        self._openssl(
            "x509",
            "-req",
            "-in",
            "stamps.csr",
            "-CA",
            "root.pem",
            "-CAkey",
            "root.key",
            "-CAcreateserial",
            "-out",
            "stamps.pem",
            "-days",
            "3650",
            "-extfile",
            "openssl.cnf",
            "-extensions",
            "stamps",
        )

    def _openssl(self, program: str, *words: str) -> None:
        config = () if program == "x509" else ("-config", "openssl.cnf")
        subprocess.run(["openssl", program, *words, *config], cwd=self.folder, check=True, capture_output=True)


def _handler(authority: Authority) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            answer = authority.stamp(query) if authority.answer is None else authority.answer
            self.send_response(authority.status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
