"""Each kind of personal data, one small module: ``find`` gives its places in a text.

``plain`` is the text, of the same length, with every kind of digit, space and dash in one way of writing.
"""
