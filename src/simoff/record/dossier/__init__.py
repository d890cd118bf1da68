"""The dossier: a case as one file that others can check without simoff: ``making``, ``verifying``."""
