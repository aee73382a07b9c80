import { expect, test } from 'vitest';
import { createPreToken } from '../../../functions/parties/pre-token.ts';
import { partiesDesk } from './parties-desk.ts';

const setup = async () => {
  const desk = await partiesDesk();
  const run = createPreToken(desk.deps);
  const event = (triggerSource: string, attributes: Record<string, string>, clientId = 'people-client') => ({
    version: '3',
    triggerSource,
    userName: 'b3f1c7aa-0000-4000-8000-000000000000',
    callerContext: { clientId },
    request: { userAttributes: attributes, scopes: ['aws.cognito.signin.user.admin'] },
    response: { claimsAndScopeOverrideDetails: null },
  });
  const signIn = (member: string, org = desk.org, from = 'TokenGeneration_Authentication') =>
    run(event(from, { email: 'x@tamarisk.example.com', 'custom:org': org, 'custom:member': member }));
  const machineSignIn = (clientId: string, more = {}) =>
    run({ ...event('TokenGeneration_ClientCredentials', {}, clientId), ...more });
  return { ...desk, run, event, signIn, machineSignIn };
};

test('a person’s access token carries organisation, member and rights; the ID token nothing more', async () => {
  const { signIn, operator, org } = await setup();
  const { response } = await signIn(operator);
  const claimsToAddOrOverride = { desk_org: org, desk_member: operator, desk_rights: 'enter operator' };
  expect(response).toEqual({
    claimsAndScopeOverrideDetails: { accessTokenGeneration: { claimsToAddOrOverride } },
  });
});

test('a machine client’s access token carries the right "service"', async () => {
  const { machineSignIn, machine, clientId, org } = await setup();
  const { response } = await machineSignIn(clientId);
  expect(response.claimsAndScopeOverrideDetails.accessTokenGeneration.claimsToAddOrOverride).toMatchObject({
    desk_org: org,
    desk_member: machine,
    desk_rights: 'service',
  });
});

test('a disabled member’s token is not renewed', async () => {
  const { signIn, send, ids, operator, org } = await setup();
  await send('PATCH /v1/members/{memberId}', { params: ids, body: { disabled: true }, version: 1 });
  await expect(signIn(operator, org, 'TokenGeneration_RefreshTokens')).rejects.toThrow('disabled');
});

test('rights that were given since are in the renewed token', async () => {
  const { signIn, send, ids, operator, org } = await setup();
  await send('PATCH /v1/members/{memberId}', { params: ids, body: { rights: ['verifier'] }, version: 1 });
  const { response } = await signIn(operator, org, 'TokenGeneration_RefreshTokens');
  expect(response.claimsAndScopeOverrideDetails.accessTokenGeneration.claimsToAddOrOverride).toMatchObject({
    desk_rights: 'verifier',
  });
});

test('whoever the desk does not know gets no token', async () => {
  const { run, event, signIn, machineSignIn, operator, other, deps, org, clientId } = await setup();
  const unknown = [
    signIn(deps.newId('member')),
    signIn(operator, other.org),
    // A record of another kind under the organisation.
    signIn(org),
    signIn(''),
    run(event('TokenGeneration_HostedAuth', {})),
    machineSignIn('nobody-s-client'),
    // What the caller says of itself counts for nothing.
    machineSignIn('nobody-s-client', { request: { clientMetadata: { 'custom:org': org, clientId } } }),
  ];
  for (const answer of unknown) await expect(answer).rejects.toThrow('does not know this sign-in');
});

test('no machine comes in as a person does', async () => {
  const { signIn, machine } = await setup();
  await expect(signIn(machine)).rejects.toThrow('does not know this sign-in');
});

test('a removed machine client gets no token', async () => {
  const { machineSignIn, machine, clientId, send } = await setup();
  await send('DELETE /v1/machine-clients/{memberId}', { params: { memberId: machine } });
  await expect(machineSignIn(clientId)).rejects.toThrow('does not know this sign-in');
});

test('no token is issued while the store can not be read', async () => {
  const { signIn, operator, deps } = await setup();
  deps.tables.failNext(new Error('connection lost'));
  await expect(signIn(operator)).rejects.toThrow('connection lost');
});
