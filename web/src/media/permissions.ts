import type { Source } from "./choices.ts";

/**
 * What the browser has been told about a device; null where it does not say, as in older Firefox
 * and Safari.
 */
export async function permissionOf(source: Source): Promise<PermissionStatus | null> {
  try {
    return await navigator.permissions.query({ name: source });
  } catch {
    return null;
  }
}
