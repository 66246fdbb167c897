import type { TestProject } from "vitest/node";
import { startLiveKit } from "./livekit.ts";
import { startPostgres } from "./postgres.ts";

declare module "vitest" {
  export interface ProvidedContext {
    livekitUrl: string;
    webhookPort: number;
    postgresUrl: string;
  }
}

/** One real LiveKit server and one real PostgreSQL for all tests of the server. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const livekit = await startLiveKit();
  project.provide("livekitUrl", livekit.url);
  project.provide("webhookPort", livekit.webhookPort);
  const postgres = await startPostgres();
  project.provide("postgresUrl", postgres.url);
  return async () => {
    await livekit.stop();
    await postgres.stop();
  };
}
