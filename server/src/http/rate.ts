/** Route option: how often one address may try. Enough for a family behind one router, too little to guess. */
export const perClient = { rateLimit: { max: 60, timeWindow: "1 minute" } };
