import type { Refusal } from "@hotseat/shared";

/** `unreachable` when no answer came at all, which is never the caller's fault. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly refusal: Refusal };

export const UNREACHABLE = "unreachable";

/** GET of JSON, or of nothing where the answer has no body. */
export function get<T>(path: string): Promise<Answer<T>> {
  return request<T>(path, { method: "GET" });
}

/** POST of JSON; every refusal comes back as a value, never as an exception. */
export function post<T>(path: string, body: unknown): Promise<Answer<T>> {
  return request<T>(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** PUT of JSON, as `post`. */
export function put<T>(path: string, body: unknown): Promise<Answer<T>> {
  return request<T>(path, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** DELETE, as `get`. */
export function remove<T>(path: string): Promise<Answer<T>> {
  return request<T>(path, { method: "DELETE" });
}

async function request<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  try {
    const answer = await fetch(path, { ...init, cache: "no-store", credentials: "same-origin" });
    const text = await answer.text();
    const body: unknown = text === "" ? undefined : parse(text);
    if (answer.ok) return { ok: true, value: body as T };
    const refusal = isRefusal(body) ? body : { code: `http-${answer.status}`, message: "" };
    return { ok: false, status: answer.status, refusal };
  } catch {
    return { ok: false, status: 0, refusal: { code: UNREACHABLE, message: "" } };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRefusal(body: unknown): body is Refusal {
  return (
    typeof body === "object" &&
    body !== null &&
    "code" in body &&
    "message" in body &&
    typeof body.code === "string" &&
    typeof body.message === "string"
  );
}
