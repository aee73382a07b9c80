"""Every deadline counts: of a task (also as an expression), of its heartbeat, and of the whole execution."""

import contextvars
import threading
import time
from datetime import datetime, timezone

from ministack.core.responses import now_iso
from ministack.services import stepfunctions

from . import sfn_tokens
from .correction import Correction

correction = Correction(
    "sfn-timeouts",
    "TimeoutSeconds as an expression fails uncatchably; heartbeats and a machine's TimeoutSeconds are ignored",
)

# How often a waiting task with a heartbeat looks for it.
HEARTBEAT_LOOK_SECONDS = 0.1

correction.rewrite(
    stepfunctions,
    "_execute_task",
    '            _add_event(execution, "TaskScheduled", {\n',
    "            state_def = sfn_timeouts.with_numbers(state_def, raw_input, ctx)\n"
    '            _add_event(execution, "TaskScheduled", {\n',
)
correction.rewrite(
    stepfunctions,
    "_invoke_with_callback",
    """    if not evt.wait(timeout=timeout):
        _task_tokens.pop(token, None)
        raise _ExecutionError("States.Timeout",
                              "Task timed out waiting for callback")
""",
    "    sfn_timeouts.await_answer(token, evt, timeout, state_def)\n",
)
correction.rewrite(
    stepfunctions,
    "_run_execution",
    '    try:\n        while current_name and execution["status"] == "RUNNING":\n',
    "    sfn_timeouts.limit_execution(execution, definition)\n"
    '    try:\n        while current_name and execution["status"] == "RUNNING":\n',
)


def with_numbers(state_def: dict, raw_input, ctx: dict) -> dict:
    """The state with its deadlines evaluated. In JSONPath they are numbers already."""
    if stepfunctions._state_query_language(state_def, ctx) != "JSONata":
        return state_def
    deadlines = {
        field: stepfunctions._jsonata_state_field(state_def, field, "number", raw_input, ctx)
        for field in ("TimeoutSeconds", "HeartbeatSeconds")
        if field in state_def
    }
    return {**state_def, **deadlines}


def await_answer(token: str, answered: threading.Event, timeout: float, state_def: dict) -> None:
    """Waits for the callback; ends the task with States.Timeout or States.HeartbeatTimeout."""
    deadline = time.monotonic() + timeout
    heartbeat = state_def.get("HeartbeatSeconds")
    if heartbeat is None:
        if not answered.wait(timeout):
            _time_out(token, "States.Timeout")
        return
    beats, last_beat = None, time.monotonic()
    while not answered.wait(HEARTBEAT_LOOK_SECONDS):
        now, info = time.monotonic(), stepfunctions._task_tokens.get(token) or {}
        if info.get("heartbeat") != beats:
            beats, last_beat = info.get("heartbeat"), now
        if now >= deadline:
            _time_out(token, "States.Timeout")
        if now - last_beat >= heartbeat:
            _time_out(token, "States.HeartbeatTimeout")


def _time_out(token: str, error: str):
    stepfunctions._task_tokens.pop(token, None)
    raise stepfunctions._ExecutionError(error, "Task timed out waiting for callback")


def limit_execution(execution: dict, definition: dict) -> None:
    """Ends the execution as TIMED_OUT when the machine's TimeoutSeconds have passed since its start."""
    limit = definition.get("TimeoutSeconds")
    if limit is None:
        return
    started = datetime.fromisoformat(execution["startDate"].replace("Z", "+00:00"))
    left = limit - (datetime.now(timezone.utc) - started).total_seconds()
    context = contextvars.copy_context()
    timer = threading.Timer(max(0, left), context.run, [_time_out_execution, execution])
    timer.daemon = True
    timer.start()


def _time_out_execution(execution: dict) -> None:
    if execution["status"] != "RUNNING":
        return
    execution.update(status="TIMED_OUT", stopDate=now_iso())
    stepfunctions._add_event(execution, "ExecutionTimedOut")
    stepfunctions._emit_execution_status_event(execution)
    sfn_tokens.close(execution)
