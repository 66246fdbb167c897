import { TwirpError } from "livekit-server-sdk";
import { Refused } from "../http/refusal.ts";

/** What LiveKit answers. @throws {Refused} 503 `media-down` when LiveKit gave no answer at all. */
export async function reached<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TwirpError) throw error;
    throw new Refused(503, "media-down", "The media server cannot be reached right now.");
  }
}

/** What LiveKit answers; null when it knows no such room or participant. */
export async function unlessNotFound<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TwirpError && error.code === "not_found") return null;
    throw error;
  }
}
