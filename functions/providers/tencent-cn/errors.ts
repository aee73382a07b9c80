import { codesOf, type Meaning } from '../meaning.ts';
import { commonMeanings } from '../tencent/common-codes.ts';

/**
 * Every code of the product (official Go SDK, partners/v20180321/errors.go): `FailedOperation`, `InternalError`,
 * `InvalidParameter` and `UnauthorizedOperation`. They are common codes, too, and none has a finer word: why something
 * was refused stands in the message alone, for people to read.
 */
export const meanings: Readonly<Record<string, Meaning>> = commonMeanings;

export const codes = codesOf('tencent-cn', meanings);
