"""Retries wait as long as the definition says."""

import random

from ministack.services import stepfunctions

from .correction import Correction

correction = Correction("sfn-retry", "MaxDelaySeconds and JitterStrategy are ignored; every delay is cut at 60 s")

correction.rewrite(
    stepfunctions,
    "_execute_task",
    "_scaled_sleep(min(sleep_sec, 60))",
    "_scaled_sleep(sfn_retry.delay(retrier, sleep_sec))",
)
correction.rewrite(
    stepfunctions,
    "_with_retry_and_catch",
    '_scaled_sleep(min(interval * (retrier.get("BackoffRate", 2.0) ** count), 60))',
    '_scaled_sleep(sfn_retry.delay(retrier, interval * (retrier.get("BackoffRate", 2.0) ** count)))',
)


def delay(retrier: dict, seconds: float) -> float:
    longest = min(seconds, retrier.get("MaxDelaySeconds", seconds))
    return random.uniform(0, longest) if retrier.get("JitterStrategy") == "FULL" else longest
