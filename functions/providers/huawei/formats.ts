/** The id of a customer, or of a second-tier reseller: opaque. */
export const idPattern = '^[0-9A-Za-z_-]{1,64}$';
