"""Executions outlive the engine: after a restart each goes on in the state that it was in.

Every execution carries a cursor: its state, input and variables, and where it waits for a callback, the token and the
deadline. Snapshots keep it. After a restart a waiting task accepts its old token and ends at its old deadline, a Wait
ends when it would have ended, and any other state begins again (so a task may run twice; a Map as a whole).
"""

import contextvars
import os
import threading
import time
from datetime import datetime

from ministack import app
from ministack.core.arn import parse_arn
from ministack.core.responses import set_request_account_id, set_request_region
from ministack.services import stepfunctions

from . import sfn_tokens
from .correction import Correction

correction = Correction("sfn-resume", "after a restart every running execution is FAILED and its tokens are unknown")

# Found running at the start, in the order of their start; the tokens among them that wait for their answer.
_reopened: list[dict] = []
_reopened_tokens: set[str] = set()

# Where the current thread's execution goes on, until it leaves that state.
_resuming = contextvars.ContextVar("resuming", default=None)
# The execution and context of the task that the current thread calls.
_calling = contextvars.ContextVar("calling")

correction.rewrite(
    stepfunctions,
    "_restore_state",
    '        if exc.get("status") == "RUNNING":\n',
    '        if exc.get("status") == "RUNNING" and not sfn_resume.reopen(exc):\n',
)
correction.rewrite(
    stepfunctions,
    "_run_execution",
    '        "variables": {},\n    }\n',
    '        "variables": {},\n    }\n'
    "    current_name, current_input = sfn_resume.place(execution, ctx, current_name, current_input)\n",
)
correction.rewrite(
    stepfunctions,
    "_run_execution",
    """            _add_event(execution, f"{state_type}StateEntered", {
""",
    """            sfn_resume.note_state(execution, ctx, current_input) or _add_event(execution, f"{state_type}StateEntered", {
""",
)
correction.rewrite(
    stepfunctions,
    "_execute_task",
    """_invoke_with_callback(
                    resource, effective, ctx["Task"]["Token"], state_def)
""",
    "sfn_resume.call_back(resource, effective, state_def, execution, ctx)\n",
)
correction.rewrite(
    stepfunctions,
    "_invoke_with_callback",
    """    evt = threading.Event()
    _task_tokens[token] = {
        "event": evt, "result": None, "error": None, "heartbeat": None}
""",
    "    evt, is_delivered = sfn_resume.open_token(token)\n",
)
correction.rewrite(
    stepfunctions,
    "_invoke_with_callback",
    "    if func_ref:\n",
    "    if is_delivered:\n        pass\n    elif func_ref:\n",
)
correction.rewrite(
    stepfunctions,
    "_invoke_with_callback",
    'state_def.get("TimeoutSeconds", 99999)',
    'sfn_resume.note_wait(token, state_def.get("TimeoutSeconds", 99999))',
)
correction.rewrite(
    stepfunctions,
    "_execute_wait",
    "_scaled_sleep(_jsonata_wait_seconds(state_def, raw_input, ctx))",
    "_scaled_sleep(sfn_resume.left_of(_jsonata_wait_seconds(state_def, raw_input, ctx), ctx))",
)


def reopen(execution: dict) -> bool:
    """Takes an execution found running. Its token counts from now on, so no early answer is refused."""
    _reopened.append(execution)
    token = (execution.get("cursor") or {}).get("token")
    if token:
        _in_scope_of(execution, lambda: _register(token))
        _reopened_tokens.add(token)
        sfn_tokens.recall(token, execution)
    return True


@correction.wrap(app, "_run_ready_scripts")
async def resume_all(original):
    """Only once the engine listens: the tasks call it."""
    await original()
    await app._wait_for_port(int(os.environ["GATEWAY_PORT"]))
    while _reopened:
        execution = _reopened.pop(0)
        run = (lambda arn: lambda: stepfunctions._run_execution(arn))(execution["executionArn"])
        threading.Thread(target=_in_scope_of, args=[execution, run], daemon=True).start()


def _in_scope_of(execution: dict, action) -> None:
    arn = parse_arn(execution["executionArn"])

    def scoped():
        set_request_account_id(arn.account_id)
        set_request_region(arn.region)
        action()

    contextvars.copy_context().run(scoped)


def place(execution: dict, ctx: dict, start_at: str, start_input):
    """The state and input to begin with: the cursor's, or the machine's own start."""
    cursor = execution.get("cursor")
    if cursor is None:
        return start_at, start_input
    _resuming.set(cursor)
    execution["resumes"] = True
    ctx["variables"].update(cursor["variables"])
    return cursor["state"], cursor["input"]


def note_state(execution: dict, ctx: dict, state_input) -> bool:
    """Moves the cursor to the state being entered; True if it is the one that was interrupted."""
    state = ctx["State"]
    if execution.pop("resumes", False):
        if "token" in execution["cursor"]:
            state["EnteredTime"] = execution["cursor"]["entered"]
        return True
    _resuming.set(None)
    execution["cursor"] = {
        "state": state["Name"],
        "input": state_input,
        "variables": dict(ctx["variables"]),
        "entered": state["EnteredTime"],
    }
    return False


def call_back(resource: str, effective, state_def: dict, execution: dict, ctx: dict):
    cursor = _resuming.get() or {}
    if cursor.get("token") in _reopened_tokens:
        ctx["Task"] = {"Token": cursor["token"]}
    _calling.set((execution, ctx))
    return stepfunctions._invoke_with_callback(resource, effective, ctx["Task"]["Token"], state_def)


def open_token(token: str):
    """The event of the token's answer, and whether the token had been handed over before the restart."""
    if token in _reopened_tokens:
        waiting = stepfunctions._task_tokens.get(token)
        return (waiting["event"] if waiting else _closed()), True
    return _register(token), False


def _register(token: str) -> threading.Event:
    answered = threading.Event()
    stepfunctions._task_tokens[token] = {"event": answered, "result": None, "error": None, "heartbeat": None}
    return answered


def _closed() -> threading.Event:
    event = threading.Event()
    event.set()
    return event


def note_wait(token: str, timeout: float) -> float:
    """Notes that the token is handed over and when the wait ends; answers the seconds that are left of it."""
    execution, ctx = _calling.get()
    cursor = execution["cursor"]
    if token in _reopened_tokens:
        _reopened_tokens.discard(token)
        return max(0, cursor["deadline"] - time.time())
    if "Map" not in ctx:
        cursor.update(token=token, deadline=time.time() + timeout, entered=ctx["State"]["EnteredTime"])
    return timeout


def left_of(seconds: float, ctx: dict) -> float:
    cursor = _resuming.get()
    if cursor is None or "Map" in ctx:
        return seconds
    entered = datetime.fromisoformat(cursor["entered"].replace("Z", "+00:00")).timestamp()
    return max(0, seconds - (time.time() - entered))
