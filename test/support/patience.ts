/**
 * How long a test waits for what is bound to come. Nothing passes sooner or later by it: it only says when something that
 * does not come is taken for missing, so it outlasts a busy machine (a stream that is retried, a worker that starts cold).
 */
export const patience = { timeout: 100_000, interval: 100 };
