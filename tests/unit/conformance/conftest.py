"""The small profile and its sequences, made once."""

import pytest
from answering import LIBRARY, QUICK

from septum.engines.conformance.generating import generate_sequences
from septum.engines.conformance.results import Conformance
from septum.spec.load import load_profile
from septum.spec.model import Model


@pytest.fixture(scope="session")
def model() -> Model:
    return load_profile(LIBRARY)


@pytest.fixture(scope="session")
def result(model: Model) -> Conformance:
    return generate_sequences(model, QUICK)
