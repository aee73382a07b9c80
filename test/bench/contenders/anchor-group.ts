import { anchor, dynamoStore } from './anchor.ts';

export const handler = anchor(dynamoStore());
