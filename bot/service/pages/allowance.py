"""How often one address may ask what takes time to answer."""

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

#: So many texts of one address are read at once, and then one every few seconds.
BURST, SECONDS_EACH = 10, 6.0
#: So many addresses are remembered; the others begin anew.
MOST_ADDRESSES = 10_000


class Allowance:
    """Says whether an address may ask once more; each has so many goes, which come back with time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.lock = threading.Lock()
        #: By address, the longest silent first: how many goes it had left, and when.
        self.left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def admit(self, address: str) -> bool:
        """Take one of the address's goes; return False if none is left."""
        key, now = widen(address), self.clock()
        with self.lock:
            left, since = self.left.pop(key, (float(BURST), now))
            left = min(BURST, left + (now - since) / SECONDS_EACH)
            self.left[key] = (left - (left >= 1), now)
            while len(self.left) > MOST_ADDRESSES:
                self.left.popitem(last=False)
            return left >= 1


def widen(address: str) -> str:
    """Return whose an address is: of IPv6 everybody has a whole network of 64 bits."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)
