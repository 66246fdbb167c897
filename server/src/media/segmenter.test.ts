import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { Box } from "../testing/box.ts";

const url = "/models/selfie_segmenter.tflite";

async function boxWith(model: Buffer | null): Promise<Box> {
  const dataFolder = mkdtempSync(join(tmpdir(), "hotseat-model-"));
  onTestFinished(() => rmSync(dataFolder, { recursive: true }));
  if (model) writeFileSync(join(dataFolder, "selfie_segmenter.tflite"), model);
  return Box.open({ dataFolder });
}

describe("the model for background blur", () => {
  it("is refused where the operator has put none, and no WebAssembly is allowed", async () => {
    const { app } = await boxWith(null);
    expect((await app.inject({ method: "HEAD", url })).statusCode).toBe(404);
    const answer = await app.inject({ url });
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toEqual({
      code: "no-blur",
      message: "This server offers no background blur.",
    });
    expect(answer.headers["content-security-policy"]).not.toContain("wasm-unsafe-eval");
  });

  it("is served as it is where there is one", async () => {
    const { app } = await boxWith(Buffer.from("a model"));
    const head = await app.inject({ method: "HEAD", url });
    expect([head.statusCode, head.headers["content-length"], head.body]).toEqual([200, "7", ""]);
    const answer = await app.inject({ url });
    expect(answer.body).toBe("a model");
    expect(answer.headers["content-security-policy"]).toContain(
      "script-src 'self' 'wasm-unsafe-eval'",
    );
  });
});
