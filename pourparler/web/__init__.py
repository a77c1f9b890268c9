"""The page of a dossier, for one person on their own machine: reading, lists, search, uploads, export.

It listens on this machine alone, asks nothing of any network, and shows every word of an article, title or name as text. What it can do is
what `pourparler.desk.Desk` can do.
"""
