"""From texts, dumps and figures to observations: each row of the tables, and what must not be read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from line_samples import ANDROID_9, ANDROID_12, SAMSUNG

from simoff.line import MEANINGS
from simoff.line.model import Reading
from simoff.line.reading import (
    read_announcement,
    read_deviceinfo,
    read_lookup,
    read_modem,
    read_operator_message,
    read_registry_dump,
    seen_from_q850,
    seen_from_reject,
    seen_from_sip,
    seen_from_tp_status,
)

READERS = (
    read_announcement,
    read_deviceinfo,
    read_lookup,
    read_modem,
    read_registry_dump,
    lambda text: read_operator_message(text, "paper"),
)


def only(reading: Reading) -> str:
    assert reading.faults == ()
    assert len(reading.seen) == 1
    return reading.seen[0].meaning


def fault(reading: Reading) -> str:
    assert reading.seen == ()
    return reading.faults[0].id


@pytest.mark.parametrize(
    ("cause", "meaning", "points_to"),
    [
        (1, "call.unallocated", "dead"),
        (2, "call.no-route", "nothing"),
        (3, "call.no-route", "nothing"),
        (16, "call.answered", "alive"),
        (17, "call.busy", "alive"),
        (18, "call.no-answer", "alive"),
        (19, "call.no-answer", "alive"),
        (20, "call.absent", "alive"),
        (21, "call.rejected", "ambiguous"),
        (22, "call.number-changed", "dead"),
        (27, "call.fault", "nothing"),
        (28, "call.incomplete", "nothing"),
        (31, "call.unspecified", "nothing"),
        (34, "call.fault", "nothing"),
        (38, "call.fault", "nothing"),
        (41, "call.fault", "nothing"),
        (42, "call.fault", "nothing"),
        (47, "call.fault", "nothing"),
        (55, "call.barred", "suspended"),
        (57, "call.barred", "suspended"),
        (87, "call.barred", "suspended"),
        (127, "call.fault", "nothing"),
        (99, "call.unspecified", "nothing"),
    ],
)
def test_causes_of_calls(cause: int, meaning: str, points_to: str) -> None:
    """Each cause of Q.850 points where the table says."""
    seen = seen_from_q850(cause)
    assert seen.meaning == meaning
    assert MEANINGS[meaning].points_to == points_to


@pytest.mark.parametrize(
    ("code", "reason", "meaning"),
    [
        (404, 'Q.850;cause=1;text="Unallocated"', "call.unallocated"),
        (404, "Q.850 ;cause=3", "call.no-route"),
        (404, None, "call.code-alone"),
        (480, None, "call.code-alone"),
        (480, "Q.850;cause=20", "call.absent"),
        (480, "Q.850;cause=19", "call.no-answer"),
        (480, "SIP;cause=200, Q.850;cause=31", "call.unspecified"),
        (403, None, "call.code-alone"),
        (403, "Q.850;cause=55", "call.barred"),
        (486, None, "call.busy"),
        (410, None, "call.number-changed"),
        (484, None, "call.incomplete"),
        (500, None, "call.fault"),
        (503, None, "call.fault"),
        (603, None, "call.rejected"),
        (180, None, "call.ringing"),
        (200, None, "call.answered"),
    ],
)
def test_sip_codes_are_weak_without_a_reason(code: int, reason: str | None, meaning: str) -> None:
    """404 and 480 cover several causes: without a Reason they say nothing."""
    assert seen_from_sip(code, reason).meaning == meaning


@pytest.mark.parametrize(
    ("cause", "points_to"),
    [(2, "dead"), (3, "dead"), (6, "nothing"), (7, "nothing"), (8, "dead"), (5, "nothing"), (4, "nothing")]
    + [(cause, "nothing") for cause in (9, 10, 11, 12, 13, 14, 15, 17, 18, 20, 21, 22, 111)]
    + [(33, "suspended")],
)
def test_reject_causes(cause: int, points_to: str) -> None:
    """Each reject cause points where the table says; only 2 and 8 are strong."""
    meaning = MEANINGS[seen_from_reject(cause).meaning]
    assert meaning.points_to == points_to
    assert (meaning.weight == "strong") == (cause in (2, 8))


@pytest.mark.parametrize(
    ("status", "meaning"),
    [(0x00, "sms.delivered"), (0x01, "sms.forwarded"), (0x02, "sms.forwarded"), (0x40, "sms.not-obtainable")]
    + [(status, "sms.trying") for status in range(0x20, 0x26)]
    + [(0x43, "sms.not-obtainable"), (0x46, "sms.expired")]
    + [(status, "sms.refused") for status in (0x41, 0x42, 0x44, 0x45, 0x47, 0x48, 0x49)]
    + [(0x03, "sms.refused"), (0x1F, "sms.refused"), (0x66, "sms.refused"), (0xFF, "sms.refused")]
    + [(status, "sms.expired") for status in range(0x60, 0x66)],
)
def test_delivery_reports(status: int, meaning: str) -> None:
    """Each TP-Status says what the table says; expiry says only that the telephone was off."""
    assert seen_from_tp_status(status).meaning == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Набранный вами номер не существует", "heard.not-exist"),
        ("набранный номер не существует пожалуйста проверьте", "heard.not-exist"),
        ("Набранный вами номер не обслуживается", "heard.not-serviced"),
        ("Данный вид связи недоступен для абонента", "heard.incoming-barred"),
        ("Аппарат абонента выключен или находится вне зоны действия сети", "heard.off"),
        ("абонент временно недоступен, попробуйте позвонить позже", "heard.off"),
        ("абонент не отвечает или временно недоступен", "heard.off"),
        ("Продолжаем дозваниваться", "heard.ringback"),
        ("оставайтесь на линии", "heard.ringback"),
        ("оставьте сообщение после сигнала", "heard.assistant"),
        ("я голосовой помощник, по просьбе абонента отвечаю на звонки", "heard.assistant"),
        ("Абонент временно недоступен. Оставьте сообщение после сигнала", "heard.assistant"),
        ("все каналы связи заняты", "heard.congested"),
        ("невозможно установить соединение", "heard.congested"),
        ("к сожалению ваш номер временно заблокирован, обратитесь в центр поддержки", "heard.blocked-notice"),
        ("на вашем счёте недостаточно средств", "heard.debt-notice"),
        ("на ваш номер установлено ограничение", "heard.debt-notice"),
        ("The number you have dialled does not exist", "heard.not-exist"),
        ("the number is not in service", "heard.not-serviced"),
        ("this type of communication is not available for the subscriber", "heard.incoming-barred"),
        ("the subscriber's phone is switched off or out of coverage", "heard.off"),
    ],
)
def test_announcements(text: str, meaning: str) -> None:
    """Each announcement is told by its words, also when the transcript lost some."""
    assert only(read_announcement(text)) == meaning


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("алло, слушаю", "fault.person-answered"),
        ("да, кто это? номер не обслуживается не знаю", "fault.person-answered"),
        ("", "fault.empty"),
        ("…", "fault.empty"),
        ("спасибо за звонок в пиццерию", "fault.unknown-announcement"),
        ("номер не существует " * 20, "fault.long-announcement"),
    ],
)
def test_what_is_no_announcement(text: str, id_: str) -> None:
    """A person's answer, nothing, and other texts are not taken for announcements."""
    assert fault(read_announcement(text)) == id_


@pytest.mark.parametrize(
    ("text", "meaning", "end"),
    [
        ("Договор об оказании услуг связи № 123 расторгнут 05.12.2026.", "operator.paper-ended", date(2026, 12, 5)),
        ("Уважаемый клиент! Ваш договор расторгнут «5» декабря 2026 г.", "operator.paper-ended", date(2026, 12, 5)),
        ("Действие договора прекращено с 2026-12-05", "operator.paper-ended", date(2026, 12, 5)),
        ("Абонентский договор прекращен.", "operator.paper-ended", None),
        ("Your contract has been terminated on 05.12.2026.", "operator.paper-ended", date(2026, 12, 5)),
        ("Договор от 01.02.2020 расторгнут 05.12.2026", "operator.paper-ended", None),
        ("Ваш договор будет расторгнут 05.12.2026", "operator.will-end", date(2026, 12, 5)),
        ("Номер заблокирован. Пополните баланс.", "operator.blocked", None),
        ("Оказание услуг связи по договору приостановлено", "operator.blocked", None),
    ],
)
def test_the_operators_texts(text: str, meaning: str, end: date | None) -> None:
    """An end is read with its day; with two days in the sentence none is guessed."""
    reading = read_operator_message(text, "paper")
    assert only(reading) == meaning
    assert reading.seen[0].end == end


@pytest.mark.parametrize(
    "text",
    [
        "Для расторжения договора обратитесь в салон связи.",
        "Договор не расторгнут.",
        "Если вы не внесёте оплату, договор может быть расторгнут.",
        "В случае неиспользования номера договор считается расторгнутым, это прекращено",
        "Спасибо, что вы с нами!",
        "Your contract may be terminated if you do not pay.",
        "",
    ],
)
def test_texts_that_say_no_end(text: str) -> None:
    """Conditions, instructions and denials are no confirmation."""
    assert read_operator_message(text, "sms").seen == ()


def test_nothing_personal_is_kept_of_a_message() -> None:
    """Only the deciding words stay."""
    text = "Уважаемый Иванов Иван Иванович, договор № 123456789 расторгнут 05.12.2026."
    assert read_operator_message(text, "paper").seen[0].raw == "расторгнут"


def test_a_dump_with_two_slots() -> None:
    """The slot tells the SIM; later lines and WLAN entries do not count; nothing else is kept."""
    reading = read_registry_dump(ANDROID_12)
    assert [(s.slot, s.meaning) for s in reading.seen] == [("0", "reject.imsi-unknown"), ("1", "net.home")]
    assert "123456" not in repr(reading)


def test_older_and_other_makers_dumps() -> None:
    """Android 9 has other names for the same things, Samsung more fields."""
    assert only(read_registry_dump(ANDROID_9)) == "reject.wrong-network"
    assert only(read_registry_dump(SAMSUNG)) == "net.power-off"


def dump(state: str, *later: str) -> str:
    """A dump of one slot with this service state, and older ones behind it; made."""
    return "\n".join(("  Phone Id=0", *(f"    mServiceState={{{one}}}" for one in (state, *later))))


WLAN = "NetworkRegistrationInfo{ domain=PS transportType=WLAN registrationState=HOME rejectCause=0 }"


@pytest.mark.parametrize(
    ("state", "meaning"),
    [
        ("mVoiceRegState=0(IN_SERVICE), mDataRegState=0(IN_SERVICE)", "net.home"),
        ("mVoiceRegState=1(OUT_OF_SERVICE), mDataRegState=1(OUT_OF_SERVICE)", "net.searching"),
        ("mVoiceRegState=1(OUT_OF_SERVICE), mIsEmergencyOnly=true", "net.emergency-only"),
        ("mVoiceRegState=2(EMERGENCY_ONLY), mIsEmergencyOnly=false", "net.emergency-only"),
        ("mVoiceRegState=3(POWER_OFF), mDataRegState=3(POWER_OFF)", "net.power-off"),
        (f"mVoiceRegState=3(POWER_OFF), mNetworkRegistrationInfos=[{WLAN}]", "net.power-off"),
        (f"mVoiceRegState=1(OUT_OF_SERVICE), mNetworkRegistrationInfos=[{WLAN}]", "net.searching"),
        ("VoiceRegType=0, mVoiceRegState=0(IN_SERVICE), mOperatorAlphaLong=****, MobileData=IN_USE", "net.home"),
        ("mVoiceRegState=0(IN_SERVICE), mOperatorAlphaLong=, mOperatorAlphaShort=null", "net.home"),
        (
            "mVoiceRegState=1(OUT_OF_SERVICE), mNetworkRegistrationInfos=[NetworkRegistrationInfo{ domain=CS "
            "transportType=WWAN registrationState=ROAMING rejectCause=0 rRplmn=**** }]",
            "net.roaming",
        ),
        (
            "mVoiceRegState=1(OUT_OF_SERVICE), mNetworkRegistrationInfos=[NetworkRegistrationInfo{ domain=CS "
            "transportType=WWAN registrationState=DENIED rejectCause=18 }, NetworkRegistrationInfo{ domain=PS "
            "transportType=WWAN registrationState=HOME rejectCause=0 }]",
            "net.home",
        ),
        (
            "mVoiceRegState=1(OUT_OF_SERVICE), mNetworkRegistrationInfos=[NetworkRegistrationInfo{ domain=CS "
            "transportType=WWAN registrationState=DENIED rejectCause=**** }]",
            "net.denied",
        ),
        (
            "mVoiceRegState=1(OUT_OF_SERVICE), mNetworkRegistrationStates=[NetworkRegistrationState{"
            "transportType=1 domain=PS regState=NOT_REG_NOT_SEARCHING reasonForDenial=0}]",
            "net.searching",
        ),
    ],
)
def test_states_of_a_telephone(state: str, meaning: str) -> None:
    """Each state, with masked names, wireless calling, refused voice beside data; history is passed."""
    assert only(read_registry_dump(dump(state))) == meaning
    for older in ("mVoiceRegState=0(IN_SERVICE)", "mVoiceRegState=3(POWER_OFF)"):
        assert only(read_registry_dump(dump(state, older))) == meaning
    assert MEANINGS["net.power-off"].points_to == "nothing"


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("", "fault.not-a-dump"),
        ("error: binder buffer is full", "fault.not-a-dump"),
        ("  Phone Id=0\n    mCallState=0\n", "fault.slot-without-state"),
        ("mServiceState but cut off", "fault.slot-without-state"),
    ],
)
def test_dumps_without_a_state(text: str, id_: str) -> None:
    """An empty or cut dump is told, not judged."""
    assert fault(read_registry_dump(text)) == id_


def test_a_dump_of_five_megabytes_is_read() -> None:
    """Size alone is no fault, and what lies far behind is not searched."""
    assert only(read_registry_dump(SAMSUNG + "x" * 5_000_000)) == "net.power-off"
    assert fault(read_registry_dump("x" * 9_000_000)) == "fault.too-long"


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("+CREG: 0,1", ["net.home"]),
        ("+CREG: 1", ["net.home"]),
        ('+CREG: 2,5,"00A1","0B2C"', ["net.roaming"]),
        ('+CREG: 1,"00A1","0B2C"', ["net.home"]),
        ("+CEREG: 3,3,,,,0,2", ["reject.imsi-unknown"]),
        ("+CEREG: 3,3,,,,0,13", ["reject.wrong-network"]),
        ("+CEREG: 3,3,,,,1,2", ["net.denied"]),
        ("+CEREG: 0,3", ["net.denied"]),
        ("+CREG: 0,0", ["net.off"]),
        ("+CREG: 0,2", ["net.searching"]),
        ("+CREG: 0,4", ["net.unknown"]),
        ("+CREG: 0,6", ["net.sms-only"]),
        ("+CREG: 0,7", ["net.sms-only"]),
        ("+CREG: 0,8", ["net.emergency-only"]),
        ("+CREG: 0,9", ["net.home"]),
        ("+CEREG: 10", ["net.roaming"]),
        ("+CREG: 0,11", ["net.limited"]),
        ("+CPIN: READY", []),
        ("+CPIN: SIM PIN", ["net.sim-locked"]),
        ("+CME ERROR: 10", ["net.no-sim"]),
        ("+CREG: 0,1\n+CEER: 5,1", ["call.unallocated"]),
        ("+CREG: 0,1\n+CUSD: 0,\"10.00\",15\nBUSY", ["call.busy"]),
        ("+CEREG: 3,3,,,,0,2\nNO CARRIER\n+CEER: 5,1", ["reject.imsi-unknown"]),
        ("NO ANSWER", ["call.no-answer"]),
        ("NO CARRIER\n+CEER: 5,1", ["call.unallocated"]),
        ("+CEER: Release cause: 20", ["call.absent"]),
        ("BUSY", ["call.busy"]),
        ('+CUSD: 0,"Balance 10.00",15', ["ussd.answered"]),
        ('+CUSD: 1,"1 Balance 2 Other",15', ["ussd.answered"]),
        ("+CUSD: 2", ["ussd.no-answer"]),
        ("+CUSD: 4", ["ussd.no-answer"]),
        ("+CUSD: 5", ["ussd.no-answer"]),
        ("+CME ERROR: SIM not inserted", ["net.no-sim"]),
        ("+CPIN: SIM PUK", ["net.sim-locked"]),
        ('+CDS: 6,12,"+7",145,"26/12/05,10:00:00+12","26/12/05,10:00:05+12",0', ["sms.delivered"]),
        ('+CDS: 6,12,"+7",145,"26/12/05,10:00:00+12","26/12/05,10:00:05+12",67', ["sms.not-obtainable"]),
        ("AT\r\nOK\r\ngarbage \x00\x7f", []),
    ],
)
def test_answers_of_modems(text: str, meanings: list[str]) -> None:
    """Each reply is read by its fields, not by where it stands."""
    assert [seen.meaning for seen in read_modem(text).seen] == meanings


def test_of_two_sims_only_one_is_the_line() -> None:
    """A registered SIM that calls is another one; without service no call reached the network. Both are said."""
    calling = read_modem('+CREG: 0,1\n+COPS: 0,2,"25001",7\n+CEER: 5,1')
    assert [(seen.meaning, seen.network) for seen in calling.seen] == [("call.unallocated", "25001")]
    assert [fault.id for fault in calling.faults] == ["fault.calling-sim"]
    dead = read_modem("+CREG: 0,3\nNO CARRIER\n+CEER: 5,20")
    assert [fault.id for fault in dead.faults] == ["fault.call-without-service"]


def test_half_lines_of_a_modem_are_faults() -> None:
    """A cut or impossible line is named and the rest is read."""
    reading = read_modem("+CREG: \n+CREG: 0,99\n+CREG: 0,1\n+CDS: 0791")
    assert [f.place for f in reading.faults] == ["1", "2"]
    assert [s.meaning for s in reading.seen] == ["net.home"]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ('{"sim_state":"ready","network_operator":"25001","network_roaming":"false"}', "net.home"),
        ('{"sim_state":"ready","network_operator":"46000","network_roaming":true}', "net.roaming"),
        ('{"sim_state":"absent","network_operator":""}', "net.no-sim"),
        ('{"sim_state":"pin_required","network_operator":""}', "net.sim-locked"),
        ('{"sim_state":"ready","network_operator":""}', "net.searching"),
    ],
)
def test_termux(text: str, meaning: str) -> None:
    """Truth values may be texts; an empty network is a search."""
    assert only(read_deviceinfo(text)) == meaning


@pytest.mark.parametrize(
    ("text", "id_"), [("{", "fault.not-json"), ("[]", "fault.not-json"), ("{}", "fault.not-deviceinfo")]
)
def test_termux_refuses_other_json(text: str, id_: str) -> None:
    """Other texts are told."""
    assert fault(read_deviceinfo(text)) == id_


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ('{"status":"UNKNOWN_SUBSCRIBER"}', "lookup.unknown"),
        ("error: Absent Subscriber", "lookup.absent"),
        ("CALL_BARRED", "lookup.barred"),
        ("TELESERVICE_NOT_PROVISIONED", "lookup.no-teleservice"),
        ('{"hlr":{"status":"active"}}', "lookup.active"),
    ],
)
def test_answers_of_the_home_register(text: str, meaning: str) -> None:
    """The words of providers, in any case and as JSON."""
    assert only(read_lookup(text)) == meaning


@pytest.mark.parametrize("text", ["inactive", "not active", "hello", "", "ABSENT_SUBSCRIBER or UNKNOWN_SUBSCRIBER"])
def test_unclear_answers_of_the_home_register(text: str) -> None:
    """Unknown and contradictory answers are not judged."""
    assert read_lookup(text).seen == ()


@pytest.mark.parametrize("reader", READERS)
@given(text=st.text(max_size=400))
def test_no_text_breaks_a_reader(reader: object, text: str) -> None:
    """Whatever comes, a reader answers with known meanings and faults."""
    reading = reader(text)  # type: ignore[operator]
    assert all(seen.meaning in MEANINGS for seen in reading.seen)
