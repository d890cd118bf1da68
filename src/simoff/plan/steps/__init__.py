"""The steps of the procedure: one maker each, phase by phase, in the order of DOMAIN's table."""

from simoff.plan.steps import claiming, closing, filing, prepare, settle
from simoff.plan.steps.filing import GATE_CONDITIONS
from simoff.plan.steps.making import Maker, Work, make_steps

TABLE: tuple[tuple[str, str, Maker], ...] = (
    ("identify", "prepare", prepare.identify),
    ("inventory-numbers", "prepare", prepare.inventory_numbers),
    ("gather-documents", "prepare", prepare.gather_documents),
    ("wait-out-cooling", "prepare", prepare.wait_out_cooling),
    ("keep-sim-in-phone", "prepare", prepare.keep_sim_in_phone),
    ("find-accounts", "accounts", prepare.find_accounts),
    ("move-accounts", "accounts", prepare.move_accounts),
    ("second-factor", "accounts", prepare.second_factor),
    ("save-money-proof", "money", settle.save_money_proof),
    ("stop-payments", "money", settle.stop_payments),
    ("settle-debt", "money", settle.settle_debt),
    ("ask-operator", "contact", settle.ask_operator),
    ("choose-office", "visit", filing.choose_office),
    ("print-papers", "visit", filing.print_papers),
    ("gate", "file", filing.gate),
    ("file-termination", "file", filing.file_termination),
    ("operator-notice", "confirm", closing.operator_notice),
    ("test-line", "confirm", closing.line_test),
    ("recheck-gosuslugi", "confirm", closing.recheck_gosuslugi),
    ("await-refund", "refund", closing.await_refund),
    ("claim", "refund", claiming.claim),
    ("complain", "refund", claiming.complain),
    ("court", "refund", claiming.court),
    ("recheck-accounts", "after", closing.recheck_accounts),
    ("self-ban", "after", closing.self_ban),
    ("data-letter", "after", closing.data_letter),
    ("destroy-sim", "after", closing.destroy_sim),
    ("keep-records", "after", closing.keep_records),
)
"""``claim``, ``complain`` and ``court`` appear only when their event does, so never without a case."""

__all__ = ["GATE_CONDITIONS", "TABLE", "Maker", "Work", "make_steps"]
