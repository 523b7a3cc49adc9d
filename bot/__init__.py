"""A clerk for curated paper lists on GitHub."""

import os

# One sum at a time: numpy's threads spin while they wait, which costs more than they save of a model of a list.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
