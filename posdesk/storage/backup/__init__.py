"""Backups: one checked file each, and the exhibits that many of them share.

NAME              a page copy of ``posdesk.db`` with the mark “PDsb” and three tables more:
                  ``backup_about`` (one row), ``backup_files`` (the shop's own small files) and,
                  in a whole one, ``backup_blobs`` (the exhibits)
NAME.key          beside it where the data are encrypted: what wraps their key, itself no secret
NAME.part         what is being written, or what a kill left of it
exhibits.db       in a folder of backups: the exhibits that its backups name, each once
exhibits-ID.db    the same, encrypted with the key ID
"""
