/** Route option: how often one address may try. Enough for a family behind one router, too little to guess. */
export const perClient = { rateLimit: { max: 60, timeWindow: "1 minute" } };

/** The same for what costs the media server or the database something and nobody needs often. */
export const seldom = { rateLimit: { max: 10, timeWindow: "1 minute" } };
