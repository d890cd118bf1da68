"""Signals for the tests of the verdict. Dumps and modem answers here are made by the rules of their formats."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from simoff.line import Signal

FILED = date(2026, 12, 1)
TODAY = date(2026, 12, 20)


def on(day: int, meaning: str, *, hour: int = 12, source: str = "person", network: str | None = None) -> Signal:
    """A signal of that many days after the filing."""
    at = datetime(FILED.year, FILED.month, FILED.day, hour, tzinfo=UTC) + timedelta(days=day)
    return Signal(meaning, at, source, network=network)


ANDROID_12 = """\
last known state:
  Phone Id=0
    mCallState=0
    mServiceState={mVoiceRegState=1(OUT_OF_SERVICE), mDataRegState=1(OUT_OF_SERVICE), mIsEmergencyOnly=false, \
mNetworkRegistrationInfos=[NetworkRegistrationInfo{ domain=PS transportType=WLAN \
registrationState=NOT_REG_OR_SEARCHING rejectCause=0 }, NetworkRegistrationInfo{ domain=CS transportType=WWAN \
registrationState=DENIED rejectCause=2 \
emergencyEnabled=true cellIdentity=CellIdentityLte:{ mCi=123456 mMcc=250 } rRplmn=25001 }]}
    mServiceState={mVoiceRegState=0(IN_SERVICE)}
  Phone Id=1
    mServiceState={mVoiceRegState=0(IN_SERVICE), mDataRegState=0(IN_SERVICE), mIsEmergencyOnly=false, \
mNetworkRegistrationInfos=[NetworkRegistrationInfo{ domain=CS transportType=WWAN \
registrationState=HOME rejectCause=0 }]}
local logs:
  Phone Id=0
    mServiceState={mVoiceRegState=0(IN_SERVICE)}
"""

ANDROID_9 = """\
  Phone Id=0
    mServiceState=mVoiceRegState=1(OUT_OF_SERVICE), mDataRegState=1(OUT_OF_SERVICE), mIsEmergencyOnly=false \
mNetworkRegistrationStates=[NetworkRegistrationState{transportType=1 domain=CS \
regState=DENIED reasonForDenial=13}]
"""

SAMSUNG = """\
  Phone Id=0
    mServiceState={VoiceRegType=2, mVoiceRegState=3(POWER_OFF), mDataRegState=3(POWER_OFF), \
mOperatorAlphaLong=****, \
MobileData=OUT_OF_SERVICE}
"""
