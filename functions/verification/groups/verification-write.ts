import { readEnv } from '../../platform/env.ts';
import { httpGroup } from '../../platform/http.ts';
import { runtime } from '../../platform/runtime.ts';
import { verificationWrite } from '../contract.ts';
import { VerificationWriteEnv } from '../env.ts';
import { verificationWriteHandlers } from '../http/handlers.ts';

const deps = runtime(readEnv(VerificationWriteEnv), 'verification-write');

export const handler = httpGroup(verificationWrite, verificationWriteHandlers(deps), deps.logger);
