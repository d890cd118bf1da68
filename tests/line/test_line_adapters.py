"""Equipment: a modem on a pseudo-terminal, a far end by SIPp and one that misbehaves, an adb that is a script."""

from __future__ import annotations

import shutil
import socket
import stat
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from line_samples import ANDROID_12

from fake_modem import FakeModem
from simoff.line.adapters import Skipped
from simoff.line.adapters.adb import AdbProbe
from simoff.line.adapters.modem import ModemProbe, Wanted
from simoff.line.adapters.sip import SipAccount, SipProbe
from simoff.line.adapters.sip_message import digest, parse_answer
from simoff.line.model import Reading

NUMBER = "+79161234567"
SHORT = (0.6, 1.0, 1.0, 1.0)
CANCELLED = {
    "AT+CPIN?": "+CPIN: READY\r\nOK",
    "AT+CREG?": "+CREG: 0,3\r\nOK",
    "AT+CEREG?": "+CEREG: 3,3,,,,0,2\r\nOK",
    'AT+CUSD=1,"*100#",15': "OK\r\n+CUSD: 4",
}
CALLING = {
    "AT+CREG?": "+CREG: 0,1\r\nOK",
    "AT+CEREG?": '+CEREG: 3,1,"1A2B","00C3D4E5",7\r\nOK',
    "AT+COPS?": '+COPS: 0,2,"25002",7\r\nOK',
    f"ATD{NUMBER};": "NO CARRIER",
    "AT+CEER": "+CEER: 5,1\r\nOK",
}


@pytest.fixture
def modem() -> Iterator[Callable[[dict[str, str | None]], FakeModem]]:
    made: list[FakeModem] = []

    def make(answers: dict[str, str | None]) -> FakeModem:
        made.append(FakeModem(answers))
        return made[-1]

    yield make
    for one in made:
        one.close()


def meanings(result: Reading | Skipped) -> list[str]:
    assert isinstance(result, Reading), result
    return [seen.meaning for seen in result.seen]


def test_a_modem_with_a_cancelled_sim(modem: Callable[[dict[str, str | None]], FakeModem]) -> None:
    """State and dialled code are asked, and every answer is read."""
    far = modem(dict(CANCELLED))
    probe = ModemProbe(far.port, Wanted(NUMBER, code="*100#"), limits=SHORT)
    assert meanings(probe.run()) == ["net.denied", "reject.imsi-unknown", "ussd.no-answer"]
    assert [command for command in far.asked if command] == list(probe.will_send())


def test_a_call_from_another_sim(modem: Callable[[dict[str, str | None]], FakeModem]) -> None:
    """The call is read with the network it came from; the calling SIM's state is not taken for the line's."""
    far = modem(dict(CALLING))
    probe = ModemProbe(far.port, Wanted(NUMBER, call=True), limits=SHORT)
    found = probe.run()
    assert meanings(found) == ["call.unallocated"]
    assert isinstance(found, Reading)
    assert found.seen[0].network == "25002"
    assert [command for command in far.asked if command] == list(probe.will_send())


def test_a_call_from_a_sim_without_service_is_not_made(modem: Callable[[dict[str, str | None]], FakeModem]) -> None:
    """Without service nothing is dialled, and what the modem says of that SIM is no word on the line."""
    far = modem({**CANCELLED, f"ATD{NUMBER};": "NO CARRIER"})
    found = ModemProbe(far.port, Wanted(NUMBER, call=True), limits=SHORT).run()
    assert found == Skipped("skipped.modem-no-service")
    assert not any(command.startswith("ATD") for command in far.asked)


def test_a_message_with_its_report(modem: Callable[[dict[str, str | None]], FakeModem]) -> None:
    """The text goes out after the prompt, and the report's state is read."""
    report = '+CMGS: 12\r\n\r\nOK\r\n\r\n+CDS: 6,12,"",145,"26/12/05,10:00:00+12","26/12/05,10:00:05+12",67'
    far = modem({**CALLING, f'AT+CMGS="{NUMBER}"': "> ", "test": report})
    probe = ModemProbe(far.port, Wanted(NUMBER, message=True), limits=SHORT)
    assert meanings(probe.run()) == ["sms.not-obtainable"]
    assert "test" in far.asked
    assert '"test"' in probe.will_send()


def test_no_other_number_is_dialled(modem: Callable[[dict[str, str | None]], FakeModem]) -> None:
    """Everything that dials or texts names the case's own line."""
    sent = ModemProbe("/dev/null", Wanted(NUMBER, call=True, message=True)).will_send()
    assert all(NUMBER in line for line in sent if line.startswith(("ATD", "AT+CMGS")))
    with pytest.raises(ValueError, match="own SIM"):
        ModemProbe("/dev/null", Wanted(NUMBER, call=True, code="*100#"))
    with pytest.raises(ValueError, match="star"):
        ModemProbe("/dev/null", Wanted(NUMBER, code="**21*+79990000000#"))


def test_a_modem_that_hangs_is_left(modem: Callable[[dict[str, str | None]], FakeModem]) -> None:
    """Silence ends in time with what was read, and the port is free again."""
    far = modem({"AT+CREG?": "+CREG: 0,1\r\nOK", "AT+CEREG=3": None, "AT+CEREG?": None})
    start = time.monotonic()
    assert meanings(ModemProbe(far.port, Wanted(NUMBER), limits=SHORT).run()) == ["net.home"]
    assert time.monotonic() - start < 10
    assert meanings(ModemProbe(far.port, Wanted(NUMBER), limits=SHORT).run()) == ["net.home"]


def test_a_port_without_a_modem(modem: Callable[[dict[str, str | None]], FakeModem], tmp_path: Path) -> None:
    """Silence from the start, garbage and a missing port are skipped with the reason."""
    assert ModemProbe(modem({"AT": None}).port, Wanted(NUMBER), limits=SHORT).run() == Skipped(
        "skipped.modem-silent"
    )
    garbage = ModemProbe(modem({"AT": "\x00\xff\x7f{]"}).port, Wanted(NUMBER), limits=SHORT).run()
    assert garbage == Skipped("skipped.modem-silent")
    missing = ModemProbe(str(tmp_path / "tty"), Wanted(NUMBER)).run()
    assert isinstance(missing, Skipped)
    assert missing.id == "skipped.no-port"


class FarEnd:
    """A UDP far end: answers each INVITE with the next of its scripts, and keeps what it was sent."""

    def __init__(self, *scripts: list[str]) -> None:
        self.scripts, self.got = list(scripts), []
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.sock.bind(("127.0.0.1", 0))
        self.sock.settimeout(5)
        self.port = self.sock.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        seen: set[str] = set()
        while True:
            try:
                data, address = self.sock.recvfrom(65_535)
            except OSError:
                return
            text = data.decode()
            self.got.append(text)
            branch = text.split("branch=")[1].split(";")[0]
            if text.startswith("INVITE") and branch not in seen and self.scripts:
                seen.add(branch)
                for answer in self.scripts.pop(0):
                    self.sock.sendto(self._answer(text, answer), address)

    def _answer(self, request: str, answer: str) -> bytes:
        if not answer.startswith("SIP/2.0"):
            return answer.encode()
        kept = [
            line for line in request.split("\r\n") if line.split(":")[0] in ("Via", "From", "To", "Call-ID", "CSeq")
        ]
        status, *extra = answer.split("\n")
        return ("\r\n".join([status, *kept, *extra, "Content-Length: 0"]) + "\r\n\r\n").encode()

    def methods(self) -> list[str]:
        time.sleep(0.2)
        return [text.split(" ")[0] for text in self.got]


def call(far: FarEnd, timeout: float = 3.0) -> Reading | Skipped:
    return SipProbe(SipAccount("127.0.0.1", far.port, "me", "secret"), NUMBER, timeout).run()


def test_an_unallocated_number_over_sip() -> None:
    """404 with its reason is read, and the answer is confirmed."""
    far = FarEnd(["SIP/2.0 100 Trying", "SIP/2.0 404 Not Found\nReason: Q.850;cause=1"])
    assert meanings(call(far)) == ["call.unallocated"]
    assert far.methods() == ["INVITE", "ACK"]


def test_a_call_is_given_up_when_it_rings() -> None:
    """At 180 the call is cancelled, before anybody can pick up."""
    far = FarEnd(["SIP/2.0 100 Trying", "SIP/2.0 180 Ringing"])
    assert meanings(call(far)) == ["call.ringing"]
    assert far.methods() == ["INVITE", "CANCEL"]


def test_an_answered_call_is_hung_up() -> None:
    """An announcement that "answers" is confirmed and hung up at once."""
    far = FarEnd(["SIP/2.0 200 OK\nContact: <sip:gw@127.0.0.1:5099>"])
    assert meanings(call(far)) == ["call.answered"]
    assert far.methods() == ["INVITE", "ACK", "BYE"]


def test_the_provider_may_ask_who_calls() -> None:
    """A challenge is answered once; the password never goes out."""
    challenge = 'SIP/2.0 407 Who\nProxy-Authenticate: Digest realm="r", nonce="n", qop="auth", algorithm=SHA-256'
    far = FarEnd([challenge], ["SIP/2.0 480 Gone\nReason: Q.850;cause=20"])
    assert meanings(call(far)) == ["call.absent"]
    assert far.methods() == ["INVITE", "ACK", "INVITE", "ACK"]
    assert not any("secret" in text for text in far.got)
    refused = FarEnd([challenge], [challenge])
    assert call(refused) == Skipped("skipped.sip-password")


def test_answers_that_are_none() -> None:
    """Garbage, another call's answer and answers out of order do no harm."""
    other = "SIP/2.0 404 Not Found\r\nCall-ID: other\r\nCSeq: 1 INVITE\r\n\r\n"
    far = FarEnd(["\x00\x01", "SIP/2.0 abc", other.replace("SIP", "XIP"), "SIP/2.0 486 Busy", "SIP/2.0 100 Trying"])
    assert meanings(call(far)) == ["call.busy"]
    assert parse_answer(other.encode()) is not None


def test_a_far_end_that_is_silent() -> None:
    """Nothing at all is skipped in time; an unknown scheme of authentication, too."""
    assert call(FarEnd(), timeout=0.7) == Skipped("skipped.timeout")
    basic = FarEnd(['SIP/2.0 401 Who\nWWW-Authenticate: Basic realm="r"'])
    found = call(basic)
    assert isinstance(found, Skipped)
    assert found.id == "skipped.sip-account"


def test_the_digest_of_the_standard() -> None:
    """RFC 7616, section 3.9.1: the response for MD5 and SHA-256."""
    challenge = (
        'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={}, '
        'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", '
        'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
    )
    cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
    for algorithm, response in (
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ):
        value = digest(challenge.format(algorithm), "Mufasa", "Circle of Life", "GET", "/dir/index.html", cnonce)
        assert f'response="{response}"' in value


SCENARIO = """<?xml version="1.0" encoding="ISO-8859-1"?>
<scenario name="far end">
  <recv request="INVITE"/>
  <send><![CDATA[
SIP/2.0 {code} Answer
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
[last_CSeq:]
Reason: Q.850;cause={cause}
Content-Length: 0

]]></send>
  <recv request="ACK" timeout="2000" ontimeout="end"/>
  <label id="end"/>
</scenario>
"""


@pytest.mark.skipif(shutil.which("sipp") is None, reason="SIPp is not installed (Debian: sip-tester)")
@pytest.mark.parametrize("transport", ["udp", "tcp"])
@pytest.mark.parametrize(
    ("code", "cause", "meaning"),
    [
        (404, 1, "call.unallocated"),
        (404, 3, "call.no-route"),
        (480, 20, "call.absent"),
        (480, 31, "call.unspecified"),
        (486, 17, "call.busy"),
        (410, 22, "call.number-changed"),
        (403, 57, "call.barred"),
        (503, 42, "call.fault"),
    ],
)
def test_a_far_end_by_somebody_else(tmp_path: Path, transport: str, code: int, cause: int, meaning: str) -> None:
    """SIPp as the far end: each row over UDP and TCP."""
    (tmp_path / "far.xml").write_text(SCENARIO.format(code=code, cause=cause))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kind = "u1" if transport == "udp" else "t1"
    command = ["sipp", "-sf", "far.xml", "-i", "127.0.0.1", "-p", str(port), "-t", kind, "-m", "1", "-nostdin"]
    far = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        account = SipAccount("127.0.0.1", port, "me", "secret", transport)  # type: ignore[arg-type]
        found: Reading | Skipped = Skipped("skipped.no-provider")
        for _ in range(50):
            found = SipProbe(account, NUMBER, 4.0).run()
            if not (isinstance(found, Skipped) and found.id == "skipped.no-provider"):
                break
            time.sleep(0.1)
        assert meanings(found) == [meaning]
    finally:
        far.kill()
        far.wait()


def script(path: Path, text: str) -> str:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_adb_reads_a_dump(tmp_path: Path) -> None:
    """The dump's slots come back; the command is shown first."""
    (tmp_path / "dump").write_text(ANDROID_12)
    probe = AdbProbe("SERIAL", script(tmp_path / "adb", f"cat '{tmp_path}/dump'"))
    assert meanings(probe.run()) == ["reject.imsi-unknown", "net.home"]
    assert probe.will_send() == ("adb -s SERIAL shell dumpsys telephony.registry",)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("echo 'error: more than one device/emulator' >&2; exit 1", "skipped.two-phones"),
        ("echo 'error: device unauthorized.' >&2; exit 1", "skipped.adb-not-allowed"),
        ("echo 'error: no devices/emulators found' >&2; exit 1", "skipped.no-phone"),
        ("exec sleep 5", "skipped.timeout"),
    ],
)
def test_adb_that_cannot(tmp_path: Path, text: str, id_: str) -> None:
    """No telephone, two, one that has not agreed, one that hangs: each with its reason."""
    assert AdbProbe(None, script(tmp_path / "adb", text), timeout=0.5).run() == Skipped(id_)


def test_no_adb_at_all(tmp_path: Path) -> None:
    """Without the program it is skipped."""
    assert AdbProbe(None, str(tmp_path / "nothing")).run() == Skipped("skipped.no-adb", "No such file or directory")
