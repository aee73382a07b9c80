/** The form of an account's UIN: digits as text, since some answers give a number and some a string. */
export const uinPattern = '^[0-9]{5,20}$';
