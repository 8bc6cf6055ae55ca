"""One seal at a time.

asn1crypto, on which pyHanko rests, reads certificates only when they are asked for, and keeps what it finds in objects
and classes that all threads share: two threads at once see one half read. It is Python under one interpreter lock, so
taking turns costs no time.
"""

from threading import Lock

TAKING_TURNS = Lock()
