/** Work that is done one after the other, in the order in which it came; with a key only of what has the same. */
export class InTurn {
  /** The last of what has a key, and is not over. */
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does the work when all before it is over, whatever became of that; its outcome is the work's own. */
  do<T>(work: () => Promise<T>, key = ""): Promise<T> {
    const turn = (this.#last.get(key) ?? Promise.resolve()).then(work, work);
    this.#last.set(key, turn);
    const done = () => {
      if (this.#last.get(key) === turn) this.#last.delete(key);
    };
    turn.then(done, done);
    return turn;
  }

  /** Returns when there is nothing to do, also of what came meanwhile. Never rejects. */
  async idle(): Promise<void> {
    while (this.#last.size > 0) await Promise.allSettled(this.#last.values());
  }
}
