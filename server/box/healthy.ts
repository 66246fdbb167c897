/** Ends with 0 when the server of this container answers that it can work, for its health check. */
const { HOTSEAT_PORT = "3600" } = process.env;
const answer = await fetch(`http://127.0.0.1:${HOTSEAT_PORT}/healthz`).catch(() => null);
process.exit(answer?.ok ? 0 : 1);
