"""Keeping facts true after their release: what to confirm first, patches to send, watching the sources.

Nothing is imported here.
"""
