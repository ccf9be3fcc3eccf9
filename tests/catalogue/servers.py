"""One loopback server for all replicas, under their real names: HTTP, TLS and name look-up."""

import datetime
import socket
import ssl
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import pytest
import twisted.internet
from catalogue.replicas import Replica
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from twisted.internet import address, interfaces
from zope.interface import implementer

from crawler.manners.guard import GuardedReactor

LOOPBACK = str(IPv4Address("127.0.0.1"))


class ReplicaTown:
    """Replicas by host name, on one port for HTTP and one for TLS."""

    def __init__(self, replicas: Iterable[Replica], folder: Path) -> None:
        self.replicas = {replica.host: replica for replica in replicas}
        self.certificate = folder / "town.pem"
        """Trusted by whoever names it in `SSL_CERT_FILE`."""
        self.asked: list[tuple[str, str]] = []
        """Host and target of every request."""
        _write_certificate(self.certificate, self.replicas)
        secure = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        secure.load_cert_chain(self.certificate)
        self._servers = {80: _Listener(self, None), 443: _Listener(self, secure)}
        self.ports = {port: server.server_port for port, server in self._servers.items()}

    def __enter__(self) -> "ReplicaTown":
        self._threads = [
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
            for server in self._servers.values()
        ]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        for server in self._servers.values():
            server.shutdown()
            server.hang_up()
            server.server_close()
        for thread in self._threads:
            thread.join()


class _Listener(ThreadingHTTPServer):
    daemon_threads = False  # joined on close, so that no thread outlives the town
    request_queue_size = 256

    def __init__(self, town: ReplicaTown, secure: ssl.SSLContext | None) -> None:
        self.town = town
        self.secure = secure
        self.connections: set[socket.socket] = set()
        super().__init__((LOOPBACK, 0), _Conversation)

    def finish_request(self, request: Any, client_address: Any) -> None:
        # In the connection's own thread, so that a slow handshake holds up nobody.
        if self.secure is not None:
            request = self.secure.wrap_socket(request, server_side=True)
        self.connections.add(request)
        with request:
            super().finish_request(request, client_address)
        self.connections.discard(request)

    def hang_up(self) -> None:
        """End the connections that a client keeps alive."""
        for connection in tuple(self.connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Conversation(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536  # head and body in one packet
    server: _Listener

    def log_message(self, *args: Any) -> None:
        """Stay quiet."""

    def do_GET(self) -> None:
        town, host = self.server.town, self.headers.get("Host", "")
        town.asked.append((host, self.path))
        reply = town.replicas[host].answer(self.path)
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)


@implementer(interfaces.IHostnameResolver)
class TownNames:
    """Finds every replica on loopback, and no other name: nothing leaves this machine."""

    def __init__(self, town: ReplicaTown) -> None:
        self.town = town
        self.unknown: list[str] = []
        """Names that were asked for and do not exist here."""

    def resolveHostName(
        self,
        receiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: object = None,
        transportSemantics: str = "TCP",
    ) -> "_Resolution":
        found = _Resolution(hostName)
        receiver.resolutionBegan(found)
        if hostName in self.town.replicas:
            port = self.town.ports[portNumber]
            receiver.addressResolved(address.IPv4Address("TCP", LOOPBACK, port))
        else:
            self.unknown.append(hostName)
        receiver.resolutionComplete()
        return found


@contextmanager
def reachable(town: ReplicaTown) -> Iterator[TownNames]:
    """While it lasts, this process finds the town under its names and trusts its certificate."""
    reactor: Any = vars(twisted.internet)["reactor"]  # the one that the session installed
    names = TownNames(town)
    before = reactor.installNameResolver(names)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(town.certificate))
        patch.setattr(GuardedReactor, "allow_private", True)
        try:
            yield names
        finally:
            reactor.installNameResolver(before)


@implementer(interfaces.IHostResolution)
class _Resolution:
    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """Nothing is under way."""


def _write_certificate(path: Path, hosts: Iterable[str]) -> None:
    """A certificate of a day, signed by itself, that names all hosts; its key behind it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "replicas")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(h) for h in hosts]), False)
        .sign(key, hashes.SHA256())
    )
    path.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
