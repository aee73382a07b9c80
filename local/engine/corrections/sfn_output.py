"""What a state hands on: Output of Succeed and of a Choice's default, and Assign that sees the values before it."""

from ministack.services import stepfunctions

from .correction import Correction

correction = Correction(
    "sfn-output",
    "Output of Succeed and of a Choice's default is ignored; one Assign's later expressions see its earlier ones",
)

correction.rewrite(
    stepfunctions,
    "_run_execution",
    """                current_input = _apply_input_path(state_def, current_input, ctx)
                current_input = _apply_output_path(state_def, current_input, ctx)
""",
    "                current_input = sfn_output.of_succeed(state_def, current_input, ctx)\n",
)
correction.rewrite(
    stepfunctions,
    "_run_sub_machine",
    """            return _apply_output_path(state_def,
                                      _apply_input_path(state_def, current_input, ctx), ctx)
""",
    "            return sfn_output.of_succeed(state_def, current_input, ctx)\n",
)
correction.rewrite(
    stepfunctions,
    "_execute_choice",
    """            _apply_state_assign(state_def, raw_input, ctx)
            return raw_input, default
""",
    """            output = _apply_jsonata_output(state_def, raw_input, ctx, default=raw_input)
            _apply_state_assign(state_def, raw_input, ctx)
            return output, default
""",
)
correction.rewrite(
    stepfunctions,
    "_apply_state_assign",
    """    variables = ctx.setdefault("variables", {})
    for name, template in assign.items():
        variables[name] = _apply_jsonata_template(
            template, raw_input, ctx,
            result=result, error_output=error_output,
        )
""",
    """    ctx.setdefault("variables", {}).update({
        name: _apply_jsonata_template(template, raw_input, ctx, result=result, error_output=error_output)
        for name, template in assign.items()
    })
""",
)


def of_succeed(state_def: dict, raw_input, ctx: dict):
    if stepfunctions._state_query_language(state_def, ctx) == "JSONata":
        return stepfunctions._apply_jsonata_output(state_def, raw_input, ctx, default=raw_input)
    effective = stepfunctions._apply_input_path(state_def, raw_input, ctx)
    return stepfunctions._apply_output_path(state_def, effective, ctx)
