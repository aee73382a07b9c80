import { readFileSync } from 'node:fs';
import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import { Stage as StageName } from '../functions/platform/env.ts';
import { SignInRules } from '../functions/platform/sign-in-rules.ts';
import { Endpoints } from '../functions/providers/env.ts';

const KeyName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/);
const ReceiptKeys = z
  .tuple([KeyName], KeyName)
  .refine((names) => new Set(names).size === names.length, { error: 'each name once' });

/** What an AWS account's owner decides: the file given with `-c config=`. `infra/README.md` explains the fields. */
export const DeskConfig = z.strictObject({
  stage: StageName.refine((name) => name !== 'local', { error: '`local` is the local cloud: choose another name' }),
  account: z.string().regex(/^\d{12}$/, { error: 'twelve digits' }),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/),
  /** Sender of all mail. Its domain becomes an identity of SES. */
  mailFrom: z.email(),
  /** Where alarms are mailed; without it they only show in CloudWatch. */
  alarmMail: z.email().optional(),
  /** The desk's own address; without it the API's generated one. */
  domain: z.strictObject({ name: z.hostname(), certificateArn: z.string().startsWith('arn:') }).optional(),
  /**
   * Another issuer of access tokens (OIDC) instead of the desk's own user pool. It has to put organisation, member and
   * rights into them, and to name how a person signed in: without a second factor nobody is let in.
   */
  issuer: SignInRules.required({ secondFactor: true })
    .extend({
      url: z.url({ protocol: /^https$/ }).describe('as in the claim `iss`, to the letter'),
      audience: z.array(z.string().min(1)).min(1),
    })
    .optional(),
  logRetentionDays: z.enum(RetentionDays).default(RetentionDays.ONE_YEAR),
  /**
   * How long nobody may remove an anchor of the timelines. `governance`: but for those with the right to bypass it;
   * `compliance`: nobody at all, the account's owner included, and the bucket stays for as long.
   */
  anchors: z
    .strictObject({
      lock: z.enum(['governance', 'compliance']).default('governance'),
      days: z.int().min(1).max(36_500).default(400),
    })
    .prefault({}),
  /**
   * Keys of receipts by name: the first signs, the others have signed before. A name stays for ever, because without its
   * key nobody can verify the receipts under it.
   */
  receiptKeys: ReceiptKeys.default(['first']),
  /**
   * Machine clients by name. They are part of the deployment, not made while it runs, because API Gateway takes tokens
   * of a fixed list of clients only, of at most 50.
   */
  machineClients: z
    .array(z.string().regex(/^[a-z][a-z0-9-]{0,30}$/))
    .max(49)
    .default([]),
});
export type DeskConfig = z.output<typeof DeskConfig>;

/** What the launcher of the local cloud says with `-c`. */
const LocalContext = z.object({
  /** Where people reach the desk, without a trailing slash. */
  deskUrl: z.url(),
  /** The simulators of the partner APIs, by provider. */
  endpoints: z.preprocess((given) => (typeof given === 'string' ? JSON.parse(given) : given), Endpoints),
  clockOffsetSeconds: z.coerce.number().int().default(0),
});

/**
 * The closed list of what the local cloud does otherwise than AWS, besides names, account and region. A test compares
 * the two templates and refuses every difference that has no row here.
 */
export const differences = {
  removal: {
    aws: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    local: RemovalPolicy.DESTROY,
    because: 'A laptop is reset at will. On AWS only a failed first deployment takes its empty tables away.',
  },
  deletionProtection: {
    aws: true,
    local: false,
    because: 'A laptop is reset at will; on AWS nobody deletes tables or users by one command.',
  },
  secondFactor: {
    aws: true,
    local: false,
    because: 'The demo signs its users in unattended.',
  },
  passwordSignIn: {
    aws: false,
    local: true,
    because: 'Users of the demo sign in with one curl; on AWS the password never travels (SRP).',
  },
  providerSeconds: {
    aws: 120,
    local: 20,
    because:
      'Partner APIs may take a minute and are read back; simulators answer at once, and tests wait for timeouts.',
  },
  effectLeaseMarginSeconds: {
    aws: 30,
    local: 5,
    because: 'How long a dead worker blocks an announced effect; tests kill workers and wait for it.',
  },
  restartAfterSeconds: {
    aws: '60,300,1800',
    local: '2,5,10',
    because: 'When a dead execution is started again: an outage needs minutes to pass, a test can not wait so long.',
  },
  webhookReach: {
    aws: 'public',
    local: 'public_or_loopback',
    because: 'Receivers of demo and tests listen on the same machine; on AWS nothing but public hosts is written to.',
  },
  unresolvedActions: {
    aws: [],
    local: ['states:SendTaskSuccess', 'ses:SendEmail'],
    because: 'The emulator knows no resource or condition of these actions and checks them against `*`.',
  },
  onlyNewAnchors: {
    aws: true,
    local: false,
    because: 'The emulator does not know the condition key `s3:if-none-match` and would let nobody write.',
  },
  /** The tag `ms-custom-id`. */
  apiId: {
    aws: undefined,
    local: 'desk',
    because: 'The emulator lets a tag choose the API id, so that its address is known before the deployment.',
  },
  simulated: {
    aws: false,
    local: true,
    because:
      'Only the local cloud has simulated partner APIs, a clock that can be moved and an address in front of it.',
  },
} as const;

type Differences = typeof differences;
type Traits = {
  readonly [K in Exclude<keyof Differences, 'simulated'>]: Differences[K]['aws'] | Differences[K]['local'];
};

/** One deployment of the desk: everything that stacks and constructs may ask about where they are. */
export type Stage = Traits &
  Omit<DeskConfig, 'stage'> & {
    readonly name: string;
    readonly simulated: z.output<typeof LocalContext> | undefined;
  };

/** @throws ZodError naming the fields that are wrong. */
export function awsStage(config: unknown): Stage {
  const { stage, ...rest } = DeskConfig.parse(config);
  return { ...rest, ...traits('aws'), name: stage, simulated: undefined };
}

/** The stage of the local cloud; account and region are the emulator's. @throws ZodError as above. */
export function localStage(context: unknown): Stage {
  return {
    ...traits('local'),
    name: 'local',
    account: '000000000000',
    region: 'us-east-1',
    mailFrom: 'desk@reseller-desk.example',
    logRetentionDays: RetentionDays.ONE_YEAR,
    anchors: { lock: 'governance', days: 400 },
    receiptKeys: ['first'],
    machineClients: ['demo'],
    simulated: LocalContext.parse(context),
  };
}

/** Reads what was given with `-c`: `stage=local` with its addresses, or the path of a config file. */
export function stageOf(context: (key: string) => unknown): Stage {
  if (context('stage') === 'local') {
    const keys = ['deskUrl', 'endpoints', 'clockOffsetSeconds'];
    return localStage(Object.fromEntries(keys.map((key) => [key, context(key)])));
  }
  const config = z
    .string({ error: 'say where to deploy: -c config=desk.config.json (infra/README.md) or -c stage=local' })
    .parse(context('config'));
  return awsStage(JSON.parse(readFileSync(config, 'utf8')));
}

function traits(side: 'aws' | 'local'): Traits {
  return {
    removal: differences.removal[side],
    deletionProtection: differences.deletionProtection[side],
    secondFactor: differences.secondFactor[side],
    passwordSignIn: differences.passwordSignIn[side],
    providerSeconds: differences.providerSeconds[side],
    effectLeaseMarginSeconds: differences.effectLeaseMarginSeconds[side],
    restartAfterSeconds: differences.restartAfterSeconds[side],
    webhookReach: differences.webhookReach[side],
    unresolvedActions: differences.unresolvedActions[side],
    onlyNewAnchors: differences.onlyNewAnchors[side],
    apiId: differences.apiId[side],
  };
}
