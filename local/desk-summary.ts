import type { LocalCloud } from './cloud.ts';
import { demo, type OrganisationSeed, organisations, password } from './seed/cast.ts';
import type { MachineCredentials } from './seed.ts';

/** What somebody needs who wants to use the desk that was just started. */
export function deskSummary(
  { deskUrl, engineUrl, tencentUrl, alibabaUrl, huaweiUrl, peopleClientId }: LocalCloud,
  { clientId, clientSecret }: MachineCredentials,
): string {
  const signIn = JSON.stringify({
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: peopleClientId,
    AuthParameters: { USERNAME: demo.operator, PASSWORD: password },
  });
  return `
The desk is up.

  API and pages          ${deskUrl}
  Inbox                  ${deskUrl}/inbox
  API reference          ${deskUrl}/reference
  Receipts, verified     ${deskUrl}/verify
  Pretend Tencent Cloud  ${tencentUrl}
  Its partner console    ${tencentUrl}/console
  Pretend Alibaba Cloud  ${alibabaUrl}/console
  Pretend Huawei Cloud   ${huaweiUrl}/console

People, all with the password ${password}
${organisations.map(team).join('\n')}

A token for Olivia (15 minutes), and a question:

  TOKEN=$(curl -s ${engineUrl}/ \\
    -H 'content-type: application/x-amz-json-1.1' \\
    -H 'x-amz-target: AWSCognitoIdentityProviderService.InitiateAuth' \\
    -d '${signIn}' \\
    | sed 's/.*"AccessToken": *"\\([^"]*\\)".*/\\1/')
  curl -s '${deskUrl}/v1/links?limit=3' -H "authorization: Bearer $TOKEN"

A token for a machine:

  curl -s ${engineUrl}/oauth2/token -u '${clientId}:${clientSecret}' -d grant_type=client_credentials -d scope=desk/api

More: npm run demo, npm run demo -- --hands-on, npm run clock -- +9d. To end it: npm run stop.
`;
}

function team({ name, kind, people }: OrganisationSeed): string {
  const width = Math.max(...people.map(({ email }) => email.length));
  const lines = people.map(({ email, rights }) => `    ${email.padEnd(width)}  ${rights.join(', ')}`);
  return [`  ${name} (${kind.replaceAll('_', ' ')})`, ...lines].join('\n');
}
