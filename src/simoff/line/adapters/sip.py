"""A test call over a SIP account of one's own: INVITE, read the answer, CANCEL before anybody can pick up.

RFC 3261 with digest authentication (RFC 7616: MD5 and SHA-256), over UDP or TCP. No sound is sent or received.
"""

from __future__ import annotations

import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Final, Literal

from msgspec import Struct

from simoff.line.adapters.interface import Clock, Skipped
from simoff.line.adapters.sip_message import Answer, Call, parse_answer
from simoff.line.model import Reading, Seen
from simoff.line.reading.causes import seen_from_sip

TIMEOUT: Final = 32.0
"""64 times T1 of RFC 3261, section 17.1.1.2."""
_FIRST_WAIT: Final = 0.5
_LARGEST: Final = 65_535


class SipAccount(Struct, frozen=True):
    """One's own account with a provider; the password is kept nowhere else and stands in no message."""

    host: str
    port: int
    user: str
    password: str
    transport: Literal["udp", "tcp"] = "udp"

    def __repr__(self) -> str:
        return f"SipAccount({self.host}:{self.port})"


class SipProbe:
    """One call to the line ``number`` (E.164), given up as soon as it rings."""

    source = "sip"

    def __init__(
        self, account: SipAccount, number: str, timeout: float = TIMEOUT, clock: Clock = time.monotonic
    ) -> None:
        self._account, self._number = account, number
        self._timeout, self._clock = timeout, clock

    def will_send(self) -> tuple[str, ...]:
        """The two requests of the call, without anything that authenticates."""
        target = f"sip:{self._number}@{self._account.host}"
        return (f"INVITE {target}", f"CANCEL {target}")

    def run(self) -> Reading | Skipped:
        """Call; Skipped when the provider cannot be reached, does not answer or refuses the account."""
        kind = socket.SOCK_DGRAM if self._account.transport == "udp" else socket.SOCK_STREAM
        try:
            address = socket.getaddrinfo(self._account.host, self._account.port, type=kind)[0]
            with closing(socket.socket(address[0], kind)) as sock:
                sock.settimeout(self._timeout)
                sock.connect(address[4])
                return self._call(sock)
        except TimeoutError:
            return Skipped("skipped.timeout")
        except OSError as fault:
            return Skipped("skipped.no-provider", fault.strerror or type(fault).__name__)
        except ValueError as fault:
            return Skipped("skipped.sip-account", str(fault))

    def _call(self, sock: socket.socket) -> Reading | Skipped:
        ends = self._clock() + self._timeout
        account = self._account
        call = Call.new(account.transport, account.host, account.user, self._number, sock.getsockname())
        wire = _Wire(sock, self._clock, ends, udp=account.transport == "udp")
        wire.send(call.invite())
        authorised = False
        for answer in wire.answers(call):
            if answer.code in (401, 407):
                sock.send(call.ack(answer))
                if authorised:
                    return Skipped("skipped.sip-password")
                authorised = True
                call = call.authorised(answer, account.password, secrets.token_hex(8))
                wire.send(call.invite())
            elif answer.code == 180 or (answer.code == 183 and answer.reason):
                sock.send(call.cancel())
                return Reading((seen_from_sip(answer.code, answer.reason),))
            elif answer.code >= 200:
                sock.send(call.ack(answer))
                if answer.code < 300:
                    sock.send(call.bye(answer))
                return Reading((seen_from_sip(answer.code, answer.reason),))
        sock.send(call.cancel())
        return Reading((Seen("call.unspecified", "no final answer"),)) if wire.heard else Skipped("skipped.timeout")


class _Wire:
    """Sends and resends a request, and gives the answers that belong to the call; others are passed over."""

    def __init__(self, sock: socket.socket, clock: Clock, ends: float, *, udp: bool) -> None:
        self._sock, self._clock, self._ends, self._udp = sock, clock, ends, udp
        self._request = b""
        self._buffer = b""
        self.heard = False

    def send(self, request: bytes) -> None:
        self._request = request
        self._sock.send(request)

    def answers(self, call: Call) -> Iterator[Answer]:
        wait = _FIRST_WAIT
        pending = self._request
        while (left := self._ends - self._clock()) > 0:
            if self._request is not pending:
                pending, wait = self._request, _FIRST_WAIT
            self._sock.settimeout(max(0.01, min(wait, left)))
            try:
                received = self._sock.recv(_LARGEST)
            except TimeoutError:
                if self._udp and not self.heard:
                    self._sock.send(self._request)
                wait = min(2 * wait, 4.0)
                continue
            if not received and not self._udp:
                return
            for answer in self._take(received):
                if answer.call_id == call.call_id and answer.method == "INVITE":
                    self.heard = True
                    yield answer

    def _take(self, received: bytes) -> list[Answer]:
        if self._udp:
            answer = parse_answer(received)
            return [] if answer is None else [answer]
        self._buffer = (self._buffer + received)[-_LARGEST:]
        found: list[Answer] = []
        while b"\r\n\r\n" in self._buffer:
            head, _, rest = self._buffer.partition(b"\r\n\r\n")
            answer = parse_answer(head + b"\r\n\r\n")
            length = 0 if answer is None else answer.length
            if len(rest) < length:
                break
            self._buffer = rest[length:]
            if answer is not None:
                found.append(answer)
        return found
