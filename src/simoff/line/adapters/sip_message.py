"""The few SIP messages of a test call, written and read: RFC 3261; digest authentication: RFC 7616."""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

_STATUS: Final = re.compile(rb"^SIP/2\.0 (\d{3})(?: ([^\r\n]*))?\r?\n")
_PARAMETER: Final = re.compile(r'(\w+)=(?:"([^"]*)"|([^\s,]+))')
_HASHES: Final = {"MD5": "md5", "SHA-256": "sha256"}
_LARGEST: Final = 65_535


class Answer(Struct, frozen=True):
    """A response. ``reason`` is the Reason header of RFC 3326; ``to`` carries the far end's tag."""

    code: int
    reason: str | None
    call_id: str
    method: str
    to: str
    contact: str | None
    challenge: str | None
    length: int


class Call(Struct, frozen=True):
    """One call attempt: what its requests have in common."""

    transport: str
    host: str
    user: str
    number: str
    local: str
    call_id: str
    tag: str
    branch: str
    sequence: int = 1
    authorization: str | None = None

    @classmethod
    def new(cls, transport: str, host: str, user: str, number: str, address: Any) -> Call:  # noqa: ANN401
        """A fresh call from ``address`` (host, port, …)."""
        shown = f"[{address[0]}]" if ":" in address[0] else address[0]
        return cls(
            transport=transport.upper(),
            host=host,
            user=_plain(user),
            number=_plain(number),
            local=f"{shown}:{address[1]}",
            call_id=secrets.token_hex(12),
            tag=secrets.token_hex(6),
            branch="z9hG4bK" + secrets.token_hex(8),
        )

    @property
    def target(self) -> str:
        """The address that is called."""
        return f"sip:{self.number}@{self.host}"

    def invite(self) -> bytes:
        """The request that makes the call; it offers no sound."""
        extra = [f"Contact: <sip:{self.user}@{self.local}>", "Allow: INVITE, ACK, CANCEL, BYE"]
        if self.authorization is not None:
            extra.append(self.authorization)
        return self._request("INVITE", "", self.sequence, extra)

    def cancel(self) -> bytes:
        """Gives the call up before it is answered (section 9.1: same branch, same number)."""
        return self._request("CANCEL", "", self.sequence, [])

    def ack(self, answer: Answer) -> bytes:
        """Confirms a final answer."""
        return self._request("ACK", _tag_of(answer.to), self.sequence, [])

    def bye(self, answer: Answer) -> bytes:
        """Hangs up a call that somebody or something answered after all (section 12.2: to its contact)."""
        call = replace(self, branch="z9hG4bK" + secrets.token_hex(8))
        return call._request("BYE", _tag_of(answer.to), self.sequence + 1, [], _address_in(answer.contact))

    def authorised(self, answer: Answer, password: str, cnonce: str) -> Call:
        """The next attempt, with an answer to the challenge; ValueError for a challenge that cannot be met."""
        header = "Authorization" if answer.code == 401 else "Proxy-Authorization"
        line = digest(answer.challenge or "", self.user, password, "INVITE", self.target, cnonce)
        branch = "z9hG4bK" + secrets.token_hex(8)
        return replace(self, sequence=self.sequence + 1, branch=branch, authorization=f"{header}: {line}")

    def _request(
        self, method: str, to_tag: str, sequence: int, extra: list[str], target: str | None = None
    ) -> bytes:
        lines = [
            f"{method} {target or self.target} SIP/2.0",
            f"Via: SIP/2.0/{self.transport} {self.local};branch={self.branch};rport",
            "Max-Forwards: 70",
            f"From: <sip:{self.user}@{self.host}>;tag={self.tag}",
            f"To: <{self.target}>{to_tag}",
            f"Call-ID: {self.call_id}",
            f"CSeq: {sequence} {method}",
            *extra,
            "User-Agent: simoff",
            "Content-Length: 0",
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def digest(challenge: str, user: str, password: str, method: str, uri: str, cnonce: str) -> str:
    """The value of an Authorization header for a Digest challenge; ValueError for another scheme or algorithm."""
    scheme, _, rest = challenge.partition(" ")
    given = {key.lower(): quoted or bare for key, quoted, bare in _PARAMETER.findall(rest)}
    algorithm = given.get("algorithm", "MD5").upper()
    if scheme.lower() != "digest" or algorithm not in _HASHES or "nonce" not in given:
        raise ValueError("no digest challenge that can be answered")
    realm, nonce = given.get("realm", ""), given["nonce"]

    def h(text: str) -> str:
        return hashlib.new(_HASHES[algorithm], text.encode(), usedforsecurity=False).hexdigest()

    first, second = h(f"{user}:{realm}:{password}"), h(f"{method}:{uri}")
    parts = [f'username="{user}"', f'realm="{realm}"', f'nonce="{nonce}"', f'uri="{uri}"', f"algorithm={algorithm}"]
    if "auth" in [option.strip() for option in given.get("qop", "").split(",")]:
        response = h(f"{first}:{nonce}:00000001:{cnonce}:auth:{second}")
        parts += ["qop=auth", "nc=00000001", f'cnonce="{cnonce}"']
    else:
        response = h(f"{first}:{nonce}:{second}")
    if "opaque" in given:
        parts.append(f'opaque="{given["opaque"]}"')
    return "Digest " + ", ".join([*parts, f'response="{response}"'])


def parse_answer(data: bytes) -> Answer | None:
    """A response, or None for anything that is none, however broken."""
    status = _STATUS.match(data[:_LARGEST])
    if status is None:
        return None
    head = data[status.end() :].partition(b"\r\n\r\n")[0].decode("utf-8", "replace")
    headers: dict[str, str] = {}
    for line in re.sub(r"\r?\n[ \t]+", " ", head).splitlines():
        name, colon, value = line.partition(":")
        if colon:
            headers.setdefault(_LONG.get(name.strip().lower(), name.strip().lower()), value.strip())
    method = headers.get("cseq", "").split(" ")[-1].upper()
    length = headers.get("content-length", "0")
    return Answer(
        code=int(status[1]),
        reason=headers.get("reason"),
        call_id=headers.get("call-id", ""),
        method=method,
        to=headers.get("to", ""),
        contact=headers.get("contact"),
        challenge=headers.get("www-authenticate") or headers.get("proxy-authenticate"),
        length=min(int(length), _LARGEST) if length.isascii() and length.isdigit() else 0,
    )


_LONG: Final = {"i": "call-id", "t": "to", "f": "from", "v": "via", "l": "content-length", "m": "contact"}


def _plain(text: str) -> str:
    """A user part without anything that could end a line or an address."""
    if not re.fullmatch(r"[A-Za-z0-9._+*-]{1,64}", text):
        raise ValueError("a SIP user or number has letters, digits and . _ + * - only")
    return text


def _address_in(contact: str | None) -> str | None:
    found = re.search(r"<(sip:[\w.@:+;=\[\]-]{1,200})>", contact or "", re.A)
    return None if found is None else found[1]


def _tag_of(to: str) -> str:
    found = re.search(r";\s*tag=([\w.~!%*+'`-]{1,128})", to)
    return "" if found is None else f";tag={found[1]}"
