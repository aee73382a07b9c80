export { providerName } from './provider-facts.ts';
