import type { LinkDeps } from '../../links/ports.ts';
import { createResendNotice } from './resend-notice.ts';

/** The operations of the group `notices-write`. */
export const noticesWriteHandlers = (deps: LinkDeps) => ({ resendNotice: createResendNotice(deps) });
