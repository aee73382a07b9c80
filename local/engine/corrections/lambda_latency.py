"""The emulator waits where AWS does not: 50 ms for log lines that a function never wrote, 150 ms before a start."""

from ministack.core import lambda_runtime
from ministack.services import stepfunctions

from .correction import Correction

correction = Correction(
    "lambda-latency", "each silent invocation and each start of an execution sleeps for a fixed time"
)

# Lines that come later are kept for the next invocation's log, as before.
FIRST_LINE_SECONDS = 0.004
IDLE_SECONDS = 0.003


@correction.on_start
def drain_log_lines_sooner():
    drain = lambda_runtime.Worker._drain_stderr_bounded
    drain.__defaults__ = (FIRST_LINE_SECONDS, IDLE_SECONDS, 0.25)


correction.rewrite(stepfunctions, "_run_execution", "    time.sleep(0.15)\n", "")
