"""What all tests share."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the repository, with the gold sets and their scorer. CI must have it, a laptop may not."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        reason = "no folder `shared` beside the repository: nothing to score against"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return folder
