"""Made archives: files as the real programs write them, by the rules of the formats, with invented people.

Every number, name and code in them is made up.
"""
