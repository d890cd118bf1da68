"""Cases kept in the record: open, look at, change, file, close, forget. A use case a module.

Every change goes through ``keeping.change``: it reads the case, lets a decision of ``simoff.case.decisions``
look at it, and writes what follows, all or nothing. A face that wants a change this package has no use case
for names the decision itself: ``change(record, case_id, partial(log_contact, on=…, channel="call"), …)``.
"""
