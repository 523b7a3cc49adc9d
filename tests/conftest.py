"""Where the tests' files are, and what tests of many rooms share, in those processes that run tests."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

#: Files in memory: the small repositories and inboxes of the tests wait for no disk.
MEMORY, ENOUGH = Path("/dev/shm"), 2**30


def pytest_configure(config: pytest.Config) -> None:
    """Keep the tests' files in memory where there is room, unless somebody says where they go.

    A process that only hands tests out to others needs no fixtures, which import the whole program; but where coverage
    is measured it does so from the beginning, and those others only when they have them.
    """
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH:
        tempfile.tempdir = str(MEMORY)
    hands_out = config.getoption("dist", "no") != "no" and not hasattr(config, "workerinput")
    if not hands_out or config.getoption("cov_source", None):
        config.pluginmanager.import_plugin("tests.fixtures")
