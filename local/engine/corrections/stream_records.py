"""A table's stream outlives a restart, as the position of whoever reads it does.

Positions count from the first record of the stream. Without the records they point behind its end after a restart, and
that many new records are taken for processed.
"""

from ministack.services import dynamodb

from .correction import Correction

correction = Correction(
    "stream-records",
    "streams are empty after a restart but readers' positions are kept: the next records are skipped",
)

STATE = "stream_records"
# Readers follow within a second; 24 hours of records, as kept in memory, would make every snapshot slow.
KEPT = 2000


@correction.wrap(dynamodb, "get_state")
def get_state(original):
    streams = []
    for (account, region, table), records in dynamodb._stream_records.all_items():
        dropped = max(0, len(records) - KEPT)
        trimmed = dynamodb._stream_trimmed.get_scoped(account, region, table, 0)
        streams.append([account, region, table, trimmed + dropped, list(records[dropped:])])
    return {**original(), STATE: streams}


@correction.wrap(dynamodb, "load_persisted_state")
def load(original, data):
    original(data)
    for account, region, table, trimmed, records in data.get(STATE, []):
        dynamodb._stream_trimmed.set_scoped(account, region, table, trimmed)
        dynamodb._stream_records.set_scoped(account, region, table, records)
