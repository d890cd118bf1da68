"""The pages in the browser and the API: they call the desk and show what it returns. No rule lives here.

Nothing is imported here: a start of the program that serves no pages loads none of it.
"""
