"""The API, ``/api/v1``: the desk's use cases for programs. A subject a module.

Who asks shows ``Authorization: Bearer`` with the token of this start. Errors are RFC 9457 problems with the id of
the refusal, in the language of ``Accept-Language``. A write to a case says with ``If-Match`` which event it saw
last; with ``Idempotency-Key`` it is done once, however often it is sent.
"""
