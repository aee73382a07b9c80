/**
 * The state machines: which definition each deploys, which function groups its placeholders name, and which errors of
 * ours its Retry and Catch match. Infra wires machines from this record; the ASL lint checks both directions.
 *
 * Group and task names are contracts: a running execution keeps the definition that it started with, so a name stays
 * until no execution uses it.
 */
export const machines = {
  link: {
    definition: 'link.asl.json',
    groups: { linksTasksArn: 'links-tasks', linksProviderArn: 'links-provider' },
    tasks: {
      'links-tasks': [
        'load-request',
        'check-request',
        'hold-answer',
        'record-second-person',
        'record-customer-answer',
        'record-invitation',
        'record-application',
        'record-audit',
        'record-review',
        'record-remedy',
        'activate',
      ],
      'links-provider': [
        'invite-customer',
        'approve-application',
        'refuse-application',
        'prepare-account',
        'cancel-request',
      ],
    },
    errors: ['EffectInFlight', 'ProviderBusy'],
  },
  unbind: {
    definition: 'unbind.asl.json',
    groups: { unbindsTasksArn: 'unbinds-tasks', unbindsProviderArn: 'unbinds-provider' },
    tasks: {
      'unbinds-tasks': ['load-unbind', 'hold-answer', 'record-wait', 'complete'],
      'unbinds-provider': ['check-preconditions', 'submit-application'],
    },
    errors: ['EffectInFlight', 'ProviderBusy'],
  },
  'rebate-sync': {
    definition: 'rebate-sync.asl.json',
    groups: { rebatesTasksArn: 'rebates-tasks', rebatesProviderArn: 'rebates-provider' },
    tasks: {
      'rebates-tasks': ['load-sync', 'compare', 'apply'],
      'rebates-provider': ['read-source'],
    },
    errors: [],
  },
} as const;

export type MachineName = keyof typeof machines;
