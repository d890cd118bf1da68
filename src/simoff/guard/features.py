"""The names of what is found by other means than phrases; rules may ask for them, and for nothing else."""

from __future__ import annotations

FEATURES = (
    "@link-known",
    "@link-other",
    "@link-short",
    "@link-lookalike",
    "@link-disguised",
    "@link-hidden",
    "@handle",
    "@handle-brand",
    "@wechat",
    "@email-unknown",
    "@phone-known",
    "@phone-unknown",
    "@phone-other",
    "@forward",
    "@forward-alone",
    "@transfer",
    "@code-inside",
)
"""Hits in the text: links by what they are, accounts in messengers, telephones (``other``: a number with ten
or more digits that no plan knows), dial strings, and a code that stands in the message itself."""

FLAGS = (
    "channel-sms",
    "channel-chat",
    "channel-web",
    "channel-call",
    "sender-mobile",
    "sender-brand",
    "sender-disguised",
    "sender-12308",
)
"""What is known of the message as a whole."""
