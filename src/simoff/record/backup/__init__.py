"""The backup: the whole record in one age-encrypted file. ``making`` writes it, ``restoring`` reads it."""
