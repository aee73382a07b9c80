import { CfnOutput, Duration, Stack, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  ClientAttributes,
  FeaturePlan,
  LambdaVersion,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StringAttribute,
  UserPool,
  type UserPoolClient,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito';
import { StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { TableName } from '../../functions/kernel/write.ts';
import { PreTokenEnv } from '../../functions/parties/env.ts';
import type { CodeOf } from '../bundle.ts';
import { DeskFunction, type Surroundings } from '../constructs/desk-function.ts';
import { DeskTable } from '../constructs/desk-table.ts';
import { mailLockSecretOf } from '../secrets.ts';
import { differences, type Stage } from '../stage.ts';

type StatefulProps = { readonly stage: Stage; readonly code: CodeOf };

/** What must not be lost: tables, users, events that could not be relayed. */
export class StatefulStack extends Stack {
  readonly tables: Readonly<Record<TableName, DeskTable>>;
  readonly userPool: UserPool;
  readonly preToken: DeskFunction;
  /** Clients whose access tokens the API takes: the people's first, then the machines'. */
  readonly clientIds: readonly string[];
  /** The bucket of timeline entries that the relay could not hand on, kept for `republish`. */
  readonly unrelayedArn: string;
  /** The bucket of the hourly anchors of all timelines, by name and ARN. */
  readonly anchors: { readonly name: string; readonly arn: string };
  /** The bucket of files that prove what was seen at providers. */
  readonly evidence: { readonly name: string; readonly arn: string };
  /** The bucket of rebates: originals as they came, snapshots, plans. */
  readonly rebates: { readonly name: string; readonly arn: string };
  /** The keys of receipts: the one that signs, then those that signed before. */
  readonly receiptKeys: readonly [Key, ...Key[]];
  /** The key that signing secrets of webhooks are sealed by. */
  readonly webhookKeyArn: string;

  constructor(scope: Construct, { stage, code }: StatefulProps) {
    super(scope, 'stateful', {
      stackName: `${stage.name}-desk-stateful`,
      env: { account: stage.account, region: stage.region },
      terminationProtection: stage.deletionProtection,
    });
    this.tables = this.makeTables(stage);
    this.preToken = this.makePreToken({ stage, code, data: this.tables });
    this.userPool = this.makeUserPool(stage, this.preToken);
    this.clientIds = this.makeClients(stage).map(({ userPoolClientId }) => userPoolClientId);
    this.unrelayedArn = this.makeUnrelayed(stage).arn;
    this.anchors = this.makeAnchors(stage);
    this.evidence = this.makeEvidence(stage);
    this.rebates = this.makeRebates(stage);
    this.makeMailLock(stage);
    this.webhookKeyArn = this.makeKey(stage, 'webhooks').keyArn;
    const [signs, ...before] = stage.receiptKeys;
    this.receiptKeys = [this.makeReceiptKey(stage, signs), ...before.map((name) => this.makeReceiptKey(stage, name))];
  }

  /** Records and their timeline under one key; persons and tokens under another, so that reach can be told apart. */
  private makeTables(stage: Stage): Record<TableName, DeskTable> {
    const records = this.makeKey(stage, 'records');
    return {
      desk: new DeskTable(this, {
        stage,
        name: 'desk',
        key: records,
        indexes: ['list', 'waiting', 'anchor', 'customer'],
        expires: true,
      }),
      timeline: new DeskTable(this, { stage, name: 'timeline', key: records, stream: StreamViewType.NEW_IMAGE }),
      private: new DeskTable(this, { stage, name: 'private', key: this.makeKey(stage, 'private'), expires: true }),
    };
  }

  private makeKey(stage: Stage, name: string): Key {
    return new Key(this, `${name}-key`, {
      alias: `${stage.name}-desk-${name}`,
      enableKeyRotation: true,
      removalPolicy: stage.removal,
    });
  }

  /** Signs receipts. KMS does not rotate such keys, and must not: every receipt names the key that verifies it. */
  private makeReceiptKey(stage: Stage, name: string): Key {
    return new Key(this, `receipts-${name}-key`, {
      alias: `${stage.name}-desk-receipts-${name}`,
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: stage.removal,
    });
  }

  /** Organisation and rights get into access tokens by the pre-token function; nobody signs up by themselves. */
  private makeUserPool(stage: Stage, preToken: DeskFunction): UserPool {
    const pool = new UserPool(this, 'users', {
      userPoolName: `${stage.name}-desk`,
      // Access tokens of machine clients can be customised on this plan and above.
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      // Whose sign-in it is; set once, by the admin who adds the person.
      customAttributes: {
        org: new StringAttribute({ mutable: false }),
        member: new StringAttribute({ mutable: false }),
      },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      mfa: stage.secondFactor ? Mfa.REQUIRED : Mfa.OFF,
      ...(stage.secondFactor && { mfaSecondFactor: { otp: true, sms: false } }),
      deletionProtection: stage.deletionProtection,
      removalPolicy: stage.removal,
    });
    pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, preToken, LambdaVersion.V3_0);
    const reason = 'Threat protection costs about four times as much a user; a second factor is required instead.';
    Validations.of(pool).acknowledge({ id: 'AwsSolutions-COG3', reason }, { id: 'AwsSolutions-COG8', reason });
    if (!stage.secondFactor)
      Validations.of(pool).acknowledge({ id: 'AwsSolutions-COG2', reason: differences.secondFactor.because });
    new CfnOutput(this, 'UserPoolId', { value: pool.userPoolId });
    return pool;
  }

  private makePreToken(shared: Surroundings): DeskFunction {
    return new DeskFunction(this, {
      ...shared,
      group: 'pre-token',
      env: PreTokenEnv,
      vars: {},
      tables: { desk: ['get'] },
      // Cognito gives up after five seconds.
      seconds: 5,
    });
  }

  /** Made once and never rotated: under another key the same address would be another customer's. */
  private makeMailLock(stage: Stage): void {
    const secret = new Secret(this, 'mail-lock', {
      secretName: mailLockSecretOf(stage),
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: stage.removal,
    });
    const reason = 'Its hashes stand in the table: under another key, customers that are being invited would be free.';
    Validations.of(secret).acknowledge({ id: 'AwsSolutions-SMG4', reason });
  }

  private makeClients(stage: Stage): UserPoolClient[] {
    const people = this.userPool.addClient('people', {
      userPoolClientName: `${stage.name}-desk-people`,
      authFlows: stage.passwordSignIn ? { userPassword: true } : { userSrp: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      // Not the address: it is what the person signs in with.
      writeAttributes: new ClientAttributes().withStandardAttributes({ locale: true }),
      // What a member may do is in the token: taking a right away takes effect within this time.
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.hours(12),
    });
    new CfnOutput(this, 'PeopleClientId', { value: people.userPoolClientId });

    const api = new ResourceServerScope({ scopeName: 'api', scopeDescription: 'Call the API as a machine.' });
    const server = this.userPool.addResourceServer('api', { identifier: 'desk', scopes: [api] });
    this.userPool.addDomain('tokens', { cognitoDomain: { domainPrefix: `${stage.name}-desk-${stage.account}` } });
    const machines = stage.machineClients.map((name) => {
      const machine = this.userPool.addClient(`machine-${name}`, {
        userPoolClientName: `${stage.name}-desk-${name}`,
        generateSecret: true,
        oAuth: { flows: { clientCredentials: true }, scopes: [OAuthScope.resourceServer(server, api)] },
        accessTokenValidity: Duration.minutes(15),
      });
      new CfnOutput(this, `MachineClientId${name}`, { value: machine.userPoolClientId });
      return machine;
    });
    return [people, ...machines];
  }

  private makeUnrelayed(stage: Stage) {
    return this.makeBucket(stage, 'unrelayed', {
      lifecycleRules: [{ expiration: Duration.days(90), noncurrentVersionExpiration: Duration.days(30) }],
    });
  }

  /** What is written here stays as it is until its retention is over, and is kept after that, too. */
  private makeAnchors(stage: Stage) {
    const { lock, days } = stage.anchors;
    const kept = this.makeBucket(stage, 'anchors', {
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention[lock](Duration.days(days)),
    });
    if (stage.onlyNewAnchors)
      kept.bucket.addToResourcePolicy(
        // The lock keeps versions, and would let another be put over one.
        new PolicyStatement({
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions: ['s3:PutObject'],
          resources: [`${kept.arn}/*`],
          conditions: { Null: { 's3:if-none-match': 'true' } },
        }),
      );
    new CfnOutput(this, 'AnchorBucket', { value: kept.bucket.bucketName });
    return { name: kept.name, arn: kept.arn };
  }

  /** Kept as long as the cases that are proved by it. */
  private makeEvidence(stage: Stage) {
    const { name, arn } = this.makeBucket(stage, 'evidence', {});
    return { name, arn };
  }

  /** What was believed, and what it was read from: kept for ever, like the records. */
  private makeRebates(stage: Stage) {
    const { name, arn } = this.makeBucket(stage, 'rebates', {});
    return { name, arn };
  }

  private makeBucket(stage: Stage, id: string, props: BucketProps) {
    const name = `${stage.name}-desk-${id}-${stage.account}-${stage.region}`;
    const bucket = new Bucket(this, id, {
      bucketName: name,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      removalPolicy: stage.removal,
      ...props,
    });
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Only one function writes here and only an engineer reads; CloudTrail has both, an access log would add none.',
    });
    return { bucket, name, arn: this.formatArn({ service: 's3', region: '', account: '', resource: name }) };
  }
}
