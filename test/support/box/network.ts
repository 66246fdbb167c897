import { spawnSync } from "node:child_process";
import type { Names } from "./names.ts";
import type { Project, Service } from "./project.ts";

/** The only address of the machine that the world sees. 198.18.0.0/15 is for tests (RFC 2544). */
export const PUBLIC_ADDRESS = "198.18.200.1";
const BROWSERS = "198.18.200.2";

/**
 * The networks of a compose project in network namespaces of this machine, as an engine makes them:
 * each service in one of its own with an address in each of its networks, a host between them that
 * passes published ports on, and outside of it browsers, which reach nothing else.
 */
export class BoxNetwork {
  readonly #name: string;
  readonly #services: Project["services"];
  readonly #networks: readonly string[];
  readonly #namespaces: string[] = [];

  constructor(name: string, { services, networks }: Project) {
    this.#name = name;
    this.#services = services;
    this.#networks = Object.keys(networks).toSorted();
    try {
      this.#lay(networks);
    } catch (error) {
      this.remove();
      throw error;
    }
  }

  /** The namespace of a service, or of browsers: `outside`. */
  namespaceOf(service: string): string {
    return `${this.#name}-${service}`;
  }

  /** Where a service asks for names: the host, in a network that both are in; null where it is in none. */
  nameserver(service: string): string | null {
    const [network] = networksOf(this.#services[service] ?? {});
    return network === undefined ? null : `198.18.${this.#networks.indexOf(network)}.1`;
  }

  /**
   * Which names each address finds: of running services those it shares a network with, and all of
   * the `world`.
   */
  names(running: readonly string[], world: Readonly<Record<string, string>>): Names {
    return Object.fromEntries(
      Object.entries(this.#services).flatMap(([service, it]) => {
        const own = networksOf(it);
        const [asks] = own;
        if (asks === undefined) return [];
        const found = running.flatMap((other) => {
          const shared = networksOf(this.#services[other] ?? {}).find((each) => own.includes(each));
          return shared === undefined ? [] : [[other, this.#address(other, shared)]];
        });
        return [[this.#address(service, asks), { ...world, ...Object.fromEntries(found) }]];
      }),
    );
  }

  /** Lets browsers out to one TCP port alone, as the networks of some companies and hotels do. */
  closeOutside(port: number): void {
    this.#rule(
      "outside",
      `table inet outside { chain out {
        type filter hook output priority 0; policy drop;
        oifname lo accept
        tcp dport ${port} accept
      }
    }`,
    );
  }

  remove(): void {
    for (const namespace of this.#namespaces) ip("netns", "del", namespace);
  }

  #lay(networks: Project["networks"]): void {
    const host = this.#make("host");
    setSysctls(host, {
      "net.ipv4.ip_forward": "1",
      // A packet that comes back to the bridge it came from is routed, not switched and lost.
      "net.bridge.bridge-nf-call-iptables": "0",
    });
    for (const [i] of this.#networks.entries()) {
      ip("-n", host, "link", "add", `br${i}`, "type", "bridge");
      ip("-n", host, "address", "add", `198.18.${i}.1/24`, "dev", `br${i}`);
      ip("-n", host, "link", "set", `br${i}`, "up");
    }
    for (const [service, it] of Object.entries(this.#services)) {
      const namespace = this.#make(service);
      setSysctls(namespace, it.sysctls ?? {});
      for (const network of networksOf(it)) this.#join(service, network);
      const open = networksOf(it).find((network) => !networks[network]?.internal);
      if (open) this.#leadOut(service, `198.18.${this.#networks.indexOf(open)}.1`);
    }
    const outside = this.#make("outside");
    const ends = [
      "world",
      "netns",
      host,
      "type",
      "veth",
      "peer",
      "name",
      "world",
      "netns",
      outside,
    ];
    ip("link", "add", ...ends);
    for (const [namespace, address] of [
      [host, PUBLIC_ADDRESS],
      [outside, BROWSERS],
    ] as const) {
      ip("-n", namespace, "address", "add", `${address}/24`, "dev", "world");
      ip("-n", namespace, "link", "set", "world", "up");
    }
    this.#leadOut("outside", PUBLIC_ADDRESS);
    this.#publish();
  }

  #make(part: string): string {
    const namespace = this.namespaceOf(part);
    ip("netns", "add", namespace);
    this.#namespaces.push(namespace);
    ip("-n", namespace, "link", "set", "lo", "up");
    return namespace;
  }

  #join(service: string, network: string): void {
    const [host, namespace] = [this.namespaceOf("host"), this.namespaceOf(service)];
    const at = this.#networks.indexOf(network);
    const far = `v${Object.keys(this.#services).indexOf(service)}n${at}`;
    const near = `in${at}`;
    ip("link", "add", far, "netns", host, "type", "veth", "peer", "name", near, "netns", namespace);
    ip("-n", host, "link", "set", far, "master", `br${at}`, "up");
    ip("-n", namespace, "address", "add", `${this.#address(service, network)}/24`, "dev", near);
    ip("-n", namespace, "link", "set", near, "up");
  }

  #leadOut(service: string, by: string): void {
    ip("-n", this.namespaceOf(service), "route", "add", "default", "via", by);
  }

  /** Published ports lead to their services, also from within, and nothing else leads in. */
  #publish(): void {
    const doors = Object.entries(this.#services).flatMap(([service, { ports = [], ...it }]) =>
      ports.map(({ target, protocol }) => {
        const to = this.#address(service, networksOf(it)[0] ?? "");
        return `ip daddr ${PUBLIC_ADDRESS} ${protocol} dport ${target} dnat to ${to}`;
      }),
    );
    const own = this.#networks.map((_, i) => `198.18.${i}.0/24`);
    this.#rule(
      "host",
      `table ip box {
        chain doors {
          type nat hook prerouting priority -100;
          ${doors.join("\n")}
        }
        chain back {
          type nat hook postrouting priority 100;
          ${own.map((net) => `ct status dnat ip saddr ${net} ip daddr ${net} masquerade`).join("\n")}
        }
        chain through {
          type filter hook forward priority 0; policy drop;
          ct state established,related accept
          ct status dnat accept
          ${own.map((net) => `ip saddr ${net} ip daddr ${net} accept`).join("\n")}
        }
      }`,
    );
  }

  #rule(part: string, rules: string): void {
    run("ip", ["netns", "exec", this.namespaceOf(part), "nft", "-f", "-"], rules);
  }

  #address(service: string, network: string): string {
    const at = Object.keys(this.#services).indexOf(service) + 2;
    return `198.18.${this.#networks.indexOf(network)}.${at}`;
  }
}

function networksOf({ networks = {}, network_mode }: Service): string[] {
  return network_mode === "none" ? [] : Object.keys(networks).toSorted();
}

function setSysctls(namespace: string, settings: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(settings)) {
    const file = `/proc/sys/${name.replaceAll(".", "/")}`;
    run("ip", [
      "netns",
      "exec",
      namespace,
      "sh",
      "-c",
      `test ! -e ${file} || echo ${value} > ${file}`,
    ]);
  }
}

function ip(...args: string[]): void {
  run("ip", args);
}

function run(program: string, args: readonly string[], input = ""): void {
  const { status, stderr } = spawnSync(program, args, { input, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stderr.trim()}`);
}
