"""What hangs on the number? Archive readers, recogniser, inventory.

``readers`` turns a person's archives into :mod:`~simoff.accounts.model` values, one at a time and with codes
masked; everything else in this room works on those values and never sees a file.
"""
