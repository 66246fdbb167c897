import { createReadStream, statSync } from "node:fs";
import { join } from "node:path";
import type { Api } from "../http/api.ts";
import { Refused } from "../http/refusal.ts";

/** Where pages ask whether there is blur, and take its model from. */
const PATH = "/models/selfie_segmenter.tflite";

/**
 * The model for background blur: a file that the operator may put into the data folder. It is not
 * ours to ship, and a page takes it from nowhere else.
 */
export class Segmenter {
  readonly #file: string;

  constructor(dataFolder: string) {
    this.#file = join(dataFolder, "selfie_segmenter.tflite");
  }

  /**
   * What the page's policy needs beside its own scripts. MediaPipe's engine is WebAssembly, which a
   * browser does not compile without this source; where there is no blur it is not allowed.
   */
  get scriptSource(): string {
    return this.#size() === null ? "'self'" : "'wasm-unsafe-eval'";
  }

  /** Answers GET and HEAD with the model, or 404 `no-blur` where the operator has put none. */
  serve(app: Api): void {
    app.get(PATH, { schema: { hide: true } }, async (_request, reply) => {
      const size = this.#size();
      if (size === null)
        throw new Refused(404, "no-blur", "This server offers no background blur.");
      return reply
        .header("content-type", "application/octet-stream")
        .header("content-length", size)
        .header("cache-control", "no-cache")
        .send(createReadStream(this.#file));
    });
  }

  #size(): number | null {
    const found = statSync(this.#file, { throwIfNoEntry: false });
    return found?.isFile() ? found.size : null;
  }
}
