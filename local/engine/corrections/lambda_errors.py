"""An error thrown in a function keeps its name: a machine catches it by that name, as on AWS."""

from ministack.core import lambda_runtime
from ministack.services import lambda_svc, stepfunctions

from .correction import Correction

correction = Correction(
    "lambda-errors", "every thrown error arrives as Runtime.HandlerError, every throttle as Lambda.Unknown"
)

correction.rewrite(
    lambda_runtime,
    "_NODEJS_WORKER_SCRIPT",
    'error: String(err.message || err), trace: err.stack || ""',
    'error: String(err.message || err), errorType: (err && err.name) || typeof err, trace: err.stack || ""',
)
correction.rewrite(
    lambda_runtime,
    "_NODEJS_WORKER_SCRIPT",
    'status: "error", error: e.message, trace: e.stack',
    'status: "error", error: e.message, errorType: e.name, trace: e.stack',
)
correction.rewrite(
    lambda_svc,
    "_execute_function_warm",
    'error_type = "Runtime.HandlerError"',
    'error_type = result.get("errorType") or "Runtime.HandlerError"',
)
correction.rewrite(
    stepfunctions,
    "_call_lambda",
    'body.get("errorType", "Lambda.Unknown")',
    "lambda_errors.error_name(body)",
)


def error_name(body: dict) -> str:
    """The name that a machine sees: the function's own, or Lambda's answer such as TooManyRequestsException."""
    if body.get("errorType"):
        return body["errorType"]
    return f"Lambda.{body.get('__type', 'Unknown')}"
