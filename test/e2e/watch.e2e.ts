import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violationsOf } from "../support/axe.ts";
import { signatures } from "../support/media.ts";
import { createSession } from "../support/operator.ts";
import { Person } from "../support/person.ts";
import { Server } from "../support/server.ts";
import { until } from "../support/until.ts";

const PATIENCE = 30_000;

/* Two people join; their operator looks on. In the order of the story. */
describe("what the operator sees of the server", () => {
  let folder: string;
  let server: Server;
  let ayu: Person;
  let dewi: Person;
  let operator: Page;

  /** Waits until a row of the page, or the line above them, says all of this. */
  const says = (row: string, ...texts: readonly string[]) =>
    until(async () => {
      const text = await operator.getByTestId(`server-${row}`).innerText();
      const missing = texts.filter((each) => !text.includes(each));
      return missing.length === 0 ? null : `${row} does not say ${missing.join(", ")}: ${text}`;
    }, PATIENCE);

  const readiness = async () => {
    const answer = await fetch(`${server.url}/readyz`);
    return [answer.status, await answer.json()];
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "hotseat-e2e-"));
    const [one, , , four] = signatures;
    server = await (await Server.create()).start();
    [ayu, dewi] = await Promise.all([Person.arrive(one, folder), Person.arrive(four, folder)]);
    const links = await createSession(dewi.page, server.operatorLink, 30);
    // The cookie of the operator is in this browser by now.
    operator = await dewi.page.context().newPage();
    await ayu.open(links[0] ?? "");
    await dewi.open(links[3] ?? "");
  });

  afterAll(async () => {
    await Promise.all([ayu.goHome(), dewi.goHome()]);
    await server.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is what runs, and how joining went, as the browsers report it", async () => {
    await operator.goto(`${server.url}/operator`);
    await operator.getByTestId("nav-server").click();
    await says("state", "Everything that an hour needs is there.");
    await says("joins", "0 joined", "None has failed.");
    await ayu.join();
    await says("joins", "1 joined");
    await dewi.join();
    await says(
      "joins",
      "2 joined",
      "Connected: half within",
      "First picture of another: half within",
    );
    await dewi.page.getByTestId("primary").click();
    await says("sessions", "1 running", "Pages connected to this server: 2");
    await says("store", "Answers", "99 of 100 queries within");
    await says("version", "Version 0.1.0", "Running for");
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toMatch(/^hotseat_joins_total\{outcome="joined"\} 2$/m);
    // Whoever came first had nobody to see.
    expect(metrics).toMatch(/^hotseat_join_seconds_count\{until="own_picture"\} 2$/m);
    expect(metrics).toMatch(/^hotseat_join_seconds_count\{until="other_picture"\} 1$/m);
    expect(metrics).not.toMatch(/Ayu|Dewi/);
    for (const id of [ayu.session, ayu.id, dewi.id]) expect(metrics).not.toContain(id);
    expect.soft(await violationsOf(operator, "the server")).toEqual([]);
  });

  it("is also what is wrong: LiveKit that answers nobody, and who could not join", async () => {
    process.kill(server.livekitPid, "SIGSTOP");
    try {
      await says("state", "LiveKit does not answer");
      expect(await readiness()).toMatchObject([503, { ready: false, failing: ["livekit"] }]);
      await says("livekit", "Does not answer", "Last answer");
      expect.soft(await violationsOf(operator, "a server without LiveKit")).toEqual([]);
      await ayu.page.reload();
      await ayu.page.getByTestId("join").click();
      await says("joins", "1 failed", "At the server: 1.");
    } finally {
      process.kill(server.livekitPid, "SIGCONT");
    }
    await says("state", "Everything that an hour needs is there.");
    await says("joins", "3 joined", "1 failed");
    expect(await readiness()).toEqual([200, { ready: true }]);
  });

  it("is also at which step joining failed: a network that lets no signalling through", async () => {
    await ayu.page.routeWebSocket(/\/rtc/, (socket) => socket.close());
    await ayu.page.reload();
    await ayu.page.getByTestId("join").click();
    await says("joins", "3 joined", "2 failed", "On the way to LiveKit: 1.");
  });
});
