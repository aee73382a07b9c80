"""Start, stop and change of a machine: a repeated start is the same start, a closed execution stays as it ended, and
a running one keeps the definition that it began with."""

from ministack.core.responses import json_response
from ministack.services import stepfunctions

from .correction import Correction

correction = Correction(
    "sfn-start-stop",
    "the same start twice is refused, a stopped execution goes on and may fail later, an update changes running ones",
)

CLOSING_EVENTS = {"ExecutionAborted", "ExecutionTimedOut", "ExecutionFailed", "ExecutionSucceeded"}


@correction.wrap(stepfunctions, "_start_execution")
def start_execution(original, data):
    running = _same_execution(data)
    if running and running["status"] == "RUNNING" and running["input"] == data.get("input", "{}"):
        return json_response({"executionArn": running["executionArn"], "startDate": running["startDate"]})
    return original(data)


def _same_execution(data: dict):
    machine = stepfunctions._resolve_state_machine_arn(data.get("stateMachineArn", ""))
    if machine is None or not data.get("name"):
        return None
    arn = f"{machine.replace(':stateMachine:', ':execution:')}:{data['name']}"
    return stepfunctions._executions.get(arn)


@correction.wrap(stepfunctions, "_add_event")
def add_event(original, execution, event_type, details=None):
    """Nothing is recorded after the end, although a function that was under way may still answer."""
    last = execution["events"][-1]
    return last if last["type"] in CLOSING_EVENTS else original(execution, event_type, details)


@correction.wrap(stepfunctions, "_fail_execution")
def fail_execution(original, execution, error, cause):
    if execution["status"] == "RUNNING":
        original(execution, error, cause)


# Without these two, a retry or an inner state of a Map would still begin after the end.
correction.rewrite(
    stepfunctions,
    "_execute_task",
    "                retry_counts[retrier_idx] = count + 1\n                continue\n            break\n",
    "                retry_counts[retrier_idx] = count + 1\n"
    '                if execution["status"] == "RUNNING":\n'
    "                    continue\n"
    "            break\n",
)
correction.rewrite(
    stepfunctions,
    "_run_sub_machine",
    "    while current_name:\n",
    '    while current_name and execution["status"] == "RUNNING":\n',
)


@correction.wrap(stepfunctions, "_update_state_machine")
def update_state_machine(original, data):
    """Running executions keep a copy of the old definition: a restart of the engine would otherwise take the new."""
    machine = stepfunctions._state_machines.get(data.get("stateMachineArn"))
    before = machine["definition"] if machine else None
    answer = original(data)
    if machine and machine["definition"] != before:
        for execution in stepfunctions._executions.values():
            if execution["stateMachineArn"] == machine["stateMachineArn"] and execution["status"] == "RUNNING":
                execution.setdefault("definition", before)
    return answer


correction.rewrite(
    stepfunctions,
    "_run_execution",
    '        definition = json.loads(sm["definition"])\n',
    '        definition = json.loads(execution.get("definition") or sm["definition"])\n',
)
correction.rewrite(
    stepfunctions,
    "_describe_state_machine_for_execution",
    '        "definition": sm["definition"],\n',
    '        "definition": execution.get("definition") or sm["definition"],\n',
)
