/** The longest credit line, as text. */
export const CREDIT_LENGTH = 10;

/** The form of an account's UID: digits as text. Those of sub-users have 18 and more, beyond what a float keeps. */
export const uidPattern = '^[0-9]{5,20}$';
