"""Packs that travel alone: one signed archive, verified before it counts, kept in the data folder.

``archive`` is the form, ``keys`` whom we believe, ``installed`` the folder, ``updating`` the use case,
``pinning`` the packs that cases were planned with. Nothing is imported here.
"""
