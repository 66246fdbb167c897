// Obtains the LiveKit server program once, in the same way as the product does, before tests are timed.
import { prepareLiveKit } from "@hotseat/server/testing/livekit";

try {
  await prepareLiveKit();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
