"""All corrections, in the order in which their wrappers are put around each other."""

from . import (
    cloudformation,
    lambda_errors,
    lambda_latency,
    secure_transport,
    sfn_output,
    sfn_resume,
    sfn_retry,
    sfn_start_stop,
    sfn_timeouts,
    sfn_tokens,
    snapshots,
    sqs_batch_rights,
    stream_records,
    streams,
)

ALL = [
    lambda_errors.correction,
    lambda_latency.correction,
    sfn_timeouts.correction,
    sfn_tokens.correction,
    sfn_retry.correction,
    sfn_output.correction,
    sfn_start_stop.correction,
    sfn_resume.correction,
    cloudformation.table_settings,
    cloudformation.table_update,
    cloudformation.api_cors,
    cloudformation.reserved_concurrency,
    cloudformation.bucket_settings,
    streams.correction,
    stream_records.correction,
    snapshots.correction,
    secure_transport.correction,
    sqs_batch_rights.correction,
]
