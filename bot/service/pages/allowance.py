"""Limits how often one address may ask for something that takes time to answer."""

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

#: How many texts of one address are read at once; after that one every few seconds.
BURST, SECONDS_EACH = 10, 6.0
#: How many addresses are remembered; any other starts afresh.
MOST_ADDRESSES = 10_000


class Allowance:
    """Limits how often each address may ask: it has so many goes, which come back with time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.lock = threading.Lock()
        #: For each address, the longest silent first: how many goes it had left, and when.
        self.left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def admit(self, address: str) -> bool:
        """Use up one of the address's goes; return False if none is left."""
        key, now = widen(address), self.clock()
        with self.lock:
            left, since = self.left.pop(key, (float(BURST), now))
            left = min(BURST, left + (now - since) / SECONDS_EACH)
            self.left[key] = (left - (left >= 1), now)
            while len(self.left) > MOST_ADDRESSES:
                self.left.popitem(last=False)
            return left >= 1


def widen(address: str) -> str:
    """Return the owner's range of an address: with IPv6, everybody has a network of 64 bits."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)
