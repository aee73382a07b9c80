import type { Member } from './member.ts';
import type { Identities, SignInOwner } from './ports.ts';

/**
 * The member id that a person's sign-in carries, made now or before; undefined when the address belongs to another
 * organisation or to nobody of the desk.
 *
 * The sign-in is made before the record, with the id that the record will have. When the call breaks between the two,
 * the sign-in opens nothing, since the pre-token function knows no such member; and the next call for that address
 * finds it and makes the record under its id.
 */
export async function idOfSignIn(
  identities: Pick<Identities, 'ensureSignIn'>,
  email: string,
  wanted: SignInOwner & { readonly member: Member['id'] },
): Promise<Member['id'] | undefined> {
  const owner = await identities.ensureSignIn(email, wanted);
  return owner?.org === wanted.org && isMemberId(owner.member) ? owner.member : undefined;
}

function isMemberId(text: string): text is Member['id'] {
  return text.startsWith('mem_');
}
