"""Offices out of files people can get. Each format is known by its content, never by the file's name."""

from simoff.offices.readers.opening import read_offices

__all__ = ["read_offices"]
