"""A failing record does not block its shard for ever: partial failures, retries, bisecting, the failure destination.

As AWS documents it for event source mappings of DynamoDB streams: a retry begins at the first record that the function
reported; bisecting does not count as a retry; what is given up goes to the destination as a reference.
"""

import json
from collections import deque

from ministack.services import lambda_svc

from .correction import Correction

correction = Correction(
    "stream-failures",
    "a failing batch of a stream is retried whole and for ever; a partial failure counts as success and loses records",
)

correction.rewrite(
    lambda_svc,
    "_poll_dynamodb_streams",
    "            result = _execute_function(func_rec, event)\n",
    "            result = streams.deliver(esm, func_rec, batch, source_arn)\n",
)


class Delivery:
    """What is left to do of a mapping's current batch: parts in order, each with the retries that it had."""

    def __init__(self):
        self.parts = deque()
        self.known = set()

    def add(self, batch: list) -> None:
        # While a part waits for its retry, the same batch comes again, with what has been written since.
        new = [record for record in batch if _sequence(record) not in self.known]
        self.known.update(map(_sequence, new))
        if new:
            self.parts.append((new, 0))


_deliveries: dict[str, Delivery] = {}


def deliver(mapping: dict, function: dict, batch: list, stream_arn: str) -> dict:
    """Works through the batch. Answers an error while a part has to be tried again: the poller comes back in a second
    with the same batch; and success once every record is processed or given up."""
    delivery = _deliveries.get(mapping["UUID"])
    if delivery is None or _sequence(batch[0]) not in delivery.known:
        delivery = _deliveries[mapping["UUID"]] = Delivery()
    delivery.add(batch)
    result = {"body": None, "log": ""}
    while delivery.parts:
        records, retries = delivery.parts.popleft()
        result = lambda_svc._execute_function(function, {"Records": records})
        left = _unprocessed(mapping, records, result)
        if not left:
            continue
        if mapping.get("BisectBatchOnFunctionError") and result.get("error") and len(left) > 1:
            half = len(left) // 2
            delivery.parts.extendleft([(left[half:], retries), (left[:half], retries)])
            continue
        if retries == mapping.get("MaximumRetryAttempts"):
            lambda_svc._send_ddb_stream_failure_record(
                mapping, function, left, stream_arn, result, "RetryAttemptsExhausted"
            )
            continue
        delivery.parts.appendleft((left, retries + 1))
        return {**result, "error": True}
    del _deliveries[mapping["UUID"]]
    return {"body": None, "log": result.get("log", "")}


def _unprocessed(mapping: dict, records: list, result: dict) -> list:
    if result.get("error"):
        return records
    if "ReportBatchItemFailures" not in (mapping.get("FunctionResponseTypes") or []):
        return []
    failed = {failure.get("itemIdentifier") for failure in _reported(result.get("body"))}
    if not failed:
        return []
    first = next((index for index, record in enumerate(records) if _sequence(record) in failed), 0)
    return records[first:]


def _reported(body) -> list:
    if isinstance(body, (str, bytes)):
        body = json.loads(body or "null")
    return (body or {}).get("batchItemFailures") or []


def _sequence(record: dict) -> str:
    return record["dynamodb"]["SequenceNumber"]
