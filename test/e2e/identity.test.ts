import {
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  type InitiateAuthCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import { beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../../functions/client.ts';
import { machineCredentials } from '../../local/seed.ts';
import {
  type Desk,
  type DeskClient,
  expectOk,
  foundReseller,
  newCustomer,
  type Reseller,
  sharedDesk,
  wishFor,
} from '../support/desk.ts';

let desk: Desk;
let reseller: Reseller;
let operator: DeskClient;

beforeAll(async () => {
  desk = await sharedDesk();
  reseller = await foundReseller(desk);
  operator = await reseller.as('operator');
});

const call = async (path: string, { method = 'GET', token }: { method?: string; token?: string } = {}) => {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${desk.cloud.deskUrl}${path}`, { method, headers });
  return { status: response.status, type: response.headers.get('content-type'), json: await response.json() };
};

const request = async () => {
  const body = wishFor(reseller, await newCustomer(desk));
  return (await expectOk(operator.createLinkRequest({ body }))).json.linkRequest;
};

describe('whoever does not say who they are', () => {
  test.each([
    ['without a token', () => undefined],
    ['with a word for a token', () => 'open-sesame'],
    ['with a token that signs nothing', () => `${btoa('{"alg":"none"}')}.${btoa('{"desk_org":"org_1"}')}.`],
  ])('is turned away by the gateway %s', async (_, makeToken) => {
    const token = makeToken();
    const answer = await call('/v1/link-requests', token === undefined ? {} : { token });
    expect(answer).toMatchObject({ status: 401, json: { message: 'Unauthorized' } });
  });

  test('is turned away with a token whose claims were changed', async () => {
    const { org } = await foundReseller(desk);
    const [head, body = '', signature] = (await reseller.token('operator')).split('.');
    const claims = { ...JSON.parse(Buffer.from(body, 'base64url').toString()), desk_org: org };
    const forged = Buffer.from(JSON.stringify(claims)).toString('base64url');
    expect(await call('/v1/me', { token: `${head}.${forged}.${signature}` })).toMatchObject({ status: 401 });
  });

  test('learns that the API answers, and nothing else', async () => {
    expect(await call('/v1/health')).toMatchObject({ status: 200, json: { status: 'ok' } });
  });
});

describe('another organisation', () => {
  test('finds nothing of this one, by any id', async () => {
    const { id } = await request();
    const other = await foundReseller(desk);
    const stranger = await other.as('operator', 'auditor');
    const params = { requestId: id };
    const answers = await Promise.all([
      stranger.getLinkRequest({ params }),
      stranger.getLinkRequestTimeline({ params }),
      stranger.cancelLinkRequest({ params, body: { reason: 'not mine' } }),
      stranger.inviteAgain({ params, body: {} }),
      stranger.readPartnerAccount({ params: { accountId: reseller.accountId as `acc_${string}` } }),
    ]);
    for (const answer of answers)
      expect(answer).toMatchObject({ ok: false, error: { status: 404, code: 'not_found' } });
    const lists = await Promise.all([stranger.listLinkRequests(), stranger.listLinks()]);
    for (const list of lists) expect(list).toMatchObject({ ok: true, value: { json: { items: [] } } });
    const { linkRequest } = (await expectOk(operator.getLinkRequest({ params }))).json;
    expect(linkRequest.status).not.toBe('cancelling');
  });
});

describe('a member', () => {
  test('is told which right a thing needs', async () => {
    const auditor = await reseller.as('auditor');
    const body = wishFor(reseller, await newCustomer(desk));
    expect(await auditor.createLinkRequest({ body })).toMatchObject({
      ok: false,
      error: { status: 403, code: 'right_missing', params: { needs: 'operator' } },
    });
  });

  test('who was disabled signs in no more, and renews nothing', async () => {
    const admin = await reseller.as('admin');
    const email = `leaver-${Date.now()}@reseller.example`;
    const added = await expectOk(admin.addMember({ body: { displayName: 'Lee', email, rights: ['operator'] } }));
    const { userPoolId, peopleClientId, aws } = desk.cloud;
    const cognito = new CognitoIdentityProviderClient(aws);
    const Password = 'Correct-horse-9-battery';
    const known = { UserPoolId: userPoolId, Username: email, Password, Permanent: true };
    await cognito.send(new AdminSetUserPasswordCommand(known));
    const authenticate = (by: Pick<InitiateAuthCommandInput, 'AuthFlow' | 'AuthParameters'>) =>
      cognito.send(new InitiateAuthCommand({ ClientId: peopleClientId, ...by }));
    const byPassword = {
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD: Password },
    } as const;
    const { AuthenticationResult } = await authenticate(byPassword);
    const renewal = {
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: AuthenticationResult?.RefreshToken ?? '' },
    } as const;
    expect((await authenticate(renewal)).AuthenticationResult?.AccessToken).toEqual(expect.any(String));

    await expectOk(admin.changeMember({ params: { memberId: added.json.id }, body: { disabled: true }, ifMatch: 1 }));
    for (const way of [byPassword, renewal]) await expect(authenticate(way)).rejects.toThrow(/disabled/);
  });
});

describe('a machine client', () => {
  test('reads and does not write; removed, it is given no token', async () => {
    const { clientId, clientSecret } = await machineCredentials(desk.cloud);
    const admin = await reseller.as('admin');
    const name = 'billing export';
    const added = await expectOk(admin.addMachineClient({ body: { name, clientId, clientSecret } }));
    const askForToken = () =>
      fetch(`${desk.cloud.engineUrl}/oauth2/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
        body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'desk/api' }),
      });
    const { access_token: token } = (await (await askForToken()).json()) as { access_token: string };
    const machine = createClient({ baseUrl: desk.cloud.deskUrl, token });

    const { id } = await request();
    const { linkRequest } = (await expectOk(machine.getLinkRequest({ params: { requestId: id } }))).json;
    // a ticket system may say which ticket belongs to a request, and nothing else
    expect(linkRequest.actions.filter(({ allowed }) => allowed).map(({ name }) => name)).toEqual(['setTicket']);
    const body = wishFor(reseller, await newCustomer(desk));
    const writes = [
      machine.createLinkRequest({ body }),
      machine.cancelLinkRequest({ params: { requestId: id }, body: { reason: 'by a machine' } }),
      machine.addMember({ body: { displayName: 'Eve', email: 'eve@reseller.example', rights: ['admin'] } }),
    ];
    for (const answer of await Promise.all(writes)) {
      expect(answer).toMatchObject({ ok: false, error: { status: 403, code: 'right_missing' } });
    }

    await expectOk(admin.removeMachineClient({ params: { memberId: added.json.id } }));
    expect((await askForToken()).ok).toBe(false);
  });
});

describe('a path that there is not', () => {
  test.each([
    ['GET', '/v1/nothing'],
    ['POST', '/v1/links'],
    ['GET', '/'],
  ])('%s %s answers a problem document', async (method, path) => {
    expect(await call(path, { method })).toMatchObject({
      status: 404,
      type: 'application/problem+json',
      json: { code: 'no_such_operation', status: 404 },
    });
  });
});
