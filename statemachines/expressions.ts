import jsonata from 'jsonata';

/** What an expression reads, or why Step Functions would refuse it. */
export type ReadExpression = {
  readonly findings: readonly string[];
  /** Variables that the expression reads and does not bind itself, without `$`; `states` is Step Functions' own. */
  readonly variables: ReadonlySet<string>;
  /** Fields of `$states` that it reads, as in `input` or `context.Execution.Name`. */
  readonly states: ReadonlySet<string>;
};

/** The text between `{%` and `%}`; undefined for a string that Step Functions takes literally. */
export function expressionIn(text: string): string | undefined {
  return /^\{%([\s\S]*)%\}$/.exec(text)?.[1];
}

/**
 * Reads one JSONata expression. Step Functions is at the language of JSONata 2.0.6, where `??` and `?:` do not exist,
 * has functions of its own and no `$eval`
 * (https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html).
 */
export function readExpression(expression: string): ReadExpression {
  const findings: string[] = [];
  const found = {
    called: new Set<string>(),
    read: new Set<string>(),
    bound: new Set<string>(),
    states: new Set<string>(),
  };
  if (/[\r\n]/.test(expression)) findings.push('is longer than one line');
  try {
    walk(jsonata(expression).ast(), found, findings);
  } catch (cause) {
    findings.push(`does not parse: ${cause instanceof Error || isJsonataError(cause) ? cause.message : String(cause)}`);
  }
  for (const name of found.called) {
    if (!functions.has(name) && !found.bound.has(name)) findings.push(`calls $${name}, which Step Functions lacks`);
  }
  const variables = [...found.read].filter((name) => name !== '' && name !== '$' && !found.bound.has(name));
  return { findings, variables: new Set(variables.filter((name) => !functions.has(name))), states: found.states };
}

type Found = Readonly<Record<'called' | 'read' | 'bound' | 'states', Set<string>>>;

function walk(node: unknown, found: Found, findings: string[]): void {
  if (Array.isArray(node)) for (const each of node) walk(each, found, findings);
  if (!isNode(node) || Array.isArray(node)) return;
  const { type, value, procedure } = node;
  if (type === 'variable') found.read.add(String(value));
  if (type === 'bind' && isNode(node['lhs'])) found.bound.add(String(node['lhs']['value']));
  if (type === 'lambda' && Array.isArray(node['arguments'])) {
    for (const argument of node['arguments']) if (isNode(argument)) found.bound.add(String(argument['value']));
  }
  if (type === 'path' && Array.isArray(node['steps'])) noteStates(node['steps'].filter(isNode), found);
  if (isNode(procedure) && procedure['type'] === 'variable') found.called.add(String(procedure['value']));
  if (type === 'condition') findings.push(...newerOperators(node));
  for (const [key, child] of Object.entries(node))
    if (key !== 'procedure' || !isVariable(child)) walk(child, found, findings);
}

/** The parser turns both operators into a condition that repeats its operand; only they put one operand at two places. */
function newerOperators({ condition, then }: Node): readonly string[] {
  const same = (a: unknown) => JSON.stringify(a) === JSON.stringify(then);
  if (same(condition)) return ['uses ?:, which Step Functions lacks'];
  const tested = isNode(condition) && Array.isArray(condition['arguments']) ? condition['arguments'][0] : undefined;
  return tested !== undefined && same(tested) ? ['uses ??, which Step Functions lacks'] : [];
}

function noteStates(steps: readonly Node[], found: Found): void {
  const [first, ...rest] = steps;
  if (!first || !isVariable(first) || first['value'] !== 'states') return;
  found.states.add(rest.map((step) => String(step['value'])).join('.'));
}

type Node = Readonly<Record<string, unknown>>;
function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}
function isVariable(value: unknown): boolean {
  return isNode(value) && value['type'] === 'variable';
}
function isJsonataError(value: unknown): value is { readonly message: string } {
  return isNode(value) && typeof value['message'] === 'string';
}

const functions = new Set(
  (
    'abs append assert average base64decode base64encode boolean ceil contains count decodeUrl decodeUrlComponent ' +
    'distinct each encodeUrl encodeUrlComponent error exists filter floor formatBase formatInteger formatNumber ' +
    'fromMillis join keys length lookup lowercase map match max merge millis min not now number pad parseInteger power ' +
    'random reduce replace reverse round shuffle sift single sort split spread sqrt string substring substringAfter ' +
    'substringBefore sum toMillis trim type uppercase zip ' +
    // Step Functions' own:
    'hash parse partition range uuid'
  ).split(' '),
);
