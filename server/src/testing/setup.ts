import type { TestProject } from "vitest/node";
import { startLiveKit } from "./livekit.ts";

declare module "vitest" {
  export interface ProvidedContext {
    livekitUrl: string;
    webhookPort: number;
  }
}

/** One real LiveKit server for all tests of the server. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const livekit = await startLiveKit();
  project.provide("livekitUrl", livekit.url);
  project.provide("webhookPort", livekit.webhookPort);
  return livekit.stop;
}
