"""All corrections, in the order in which their wrappers are put around each other."""

from . import (
    lambda_latency,
    secure_transport,
    snapshots,
)

ALL = [
    lambda_latency.correction,
    secure_transport.correction,
    snapshots.correction,
]
