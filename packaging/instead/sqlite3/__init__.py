"""SQLite for whoever imports Python's own, in the built program only: the one safe build of it.

sqlite-utils imports ``sqlite3`` for its types; so no second SQLite, of whatever version the
building system has, comes along.
"""

from sqlcipher3.dbapi2 import *  # noqa: F403
