"""Commands on a case: each looks at the state and answers with events, all of them or none, or with why not."""

from simoff.case.decisions.accounts import (
    move_account,
    name_account,
    recheck_accounts,
    reopen_account,
    schedule_recheck,
    take_inventory,
    waive_account,
)
from simoff.case.decisions.answer import Answer, Refused
from simoff.case.decisions.calendar import give_calendar
from simoff.case.decisions.closing import (
    anchor_record,
    close,
    missing_to_close,
    observe_line,
    record_verdict,
    refund_is_over,
)
from simoff.case.decisions.filing import file_termination, pass_gate
from simoff.case.decisions.money import (
    demand_refund,
    dispute_debt,
    note_charge,
    receive_refund,
    refuse_refund,
    settle_refund,
    take_snapshot,
)
from simoff.case.decisions.opening import (
    adopt_pack,
    answer_question,
    open_case,
    reopen,
    state_circumstances,
    withdraw_circumstances,
)
from simoff.case.decisions.papers import attach, hand_in_paper, issue_paper, paper_delivered, paper_returned
from simoff.case.decisions.steps import (
    cancel_visit,
    mark_done,
    plan_visit,
    reopen_step,
    visit_happened,
    waive_step,
)
from simoff.case.decisions.talking import extend_deadline, log_contact, note_refusal, take_reply

__all__ = [
    "Answer",
    "Refused",
    "adopt_pack",
    "anchor_record",
    "answer_question",
    "attach",
    "cancel_visit",
    "close",
    "demand_refund",
    "dispute_debt",
    "extend_deadline",
    "file_termination",
    "give_calendar",
    "hand_in_paper",
    "issue_paper",
    "log_contact",
    "mark_done",
    "missing_to_close",
    "move_account",
    "name_account",
    "note_charge",
    "note_refusal",
    "observe_line",
    "open_case",
    "paper_delivered",
    "paper_returned",
    "pass_gate",
    "plan_visit",
    "receive_refund",
    "recheck_accounts",
    "record_verdict",
    "refund_is_over",
    "refuse_refund",
    "reopen",
    "reopen_account",
    "reopen_step",
    "schedule_recheck",
    "settle_refund",
    "state_circumstances",
    "take_inventory",
    "take_reply",
    "take_snapshot",
    "visit_happened",
    "waive_account",
    "waive_step",
    "withdraw_circumstances",
]
