"""A task token lives as long as its attempt: each retry has a new one, and an answer that comes too late is refused."""

from ministack.core.responses import error_response_json, new_uuid
from ministack.services import stepfunctions

from .correction import Correction

correction = Correction(
    "sfn-tokens",
    "a retry keeps the old token, a task whose function throws waits for ever, tokens outlive Stop and answers",
)

# Every token given out since the start, by the ARN of its execution: tells a closed token from an invented one.
_issued: dict[str, str] = {}

correction.rewrite(
    stepfunctions,
    "_execute_task",
    '    if is_callback:\n        ctx["Task"] = {"Token": new_uuid()}\n\n',
    "",
)
correction.rewrite(
    stepfunctions,
    "_execute_task",
    '        ctx["State"]["RetryCount"] = sum(retry_counts.values())\n',
    '        ctx["State"]["RetryCount"] = sum(retry_counts.values())\n'
    "        if is_callback:\n"
    '            ctx["Task"] = {"Token": sfn_tokens.issue(execution)}\n',
)
correction.rewrite(
    stepfunctions,
    "_invoke_with_callback",
    "        except _ExecutionError:\n            pass\n",
    "        except _ExecutionError:\n            _task_tokens.pop(token, None)\n            raise\n",
)


def issue(execution: dict) -> str:
    token = new_uuid()
    _issued[token] = execution["executionArn"]
    return token


def recall(token: str, execution: dict) -> None:
    """A token from before a restart counts as given out."""
    _issued[token] = execution["executionArn"]


def close(execution: dict) -> None:
    """Closes the execution's open tokens and lets the threads that wait for them go."""
    for token, owner in list(_issued.items()):
        if owner == execution["executionArn"]:
            waiting = stepfunctions._task_tokens.pop(token, None)
            if waiting:
                waiting["event"].set()


@correction.wrap(stepfunctions, "_stop_execution")
def stop_execution(original, data):
    answer = original(data)
    execution = stepfunctions._executions.get(data.get("executionArn"))
    if execution and execution["status"] == "ABORTED":
        close(execution)
    return answer


def _once(original, data):
    token = data.get("taskToken")
    waiting = stepfunctions._task_tokens.get(token)
    closed = waiting["event"].is_set() if waiting else token in _issued
    if closed:
        return error_response_json("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'", 400)
    return original(data)


for send in ("_send_task_success", "_send_task_failure", "_send_task_heartbeat"):
    correction.wrap(stepfunctions, send)(_once)
