"""simoff ends a Russian mobile number safely."""

__version__ = "0.1.0"
