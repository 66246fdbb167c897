import { spawnSync } from "node:child_process";
import type { Project, Service } from "./project.ts";

/** The network that a browser is in, from which only published ports can be reached. */
const OUTSIDE = "outside";

/**
 * The networks of a compose project in network namespaces of this machine: each service in one of
 * its own, with an address in each network that it is in and in no other.
 */
export class BoxNetwork {
  readonly #name: string;
  readonly #services: Project["services"];
  readonly #networks: readonly string[];
  readonly #namespaces: string[] = [];

  constructor(name: string, { services, networks }: Project) {
    this.#name = name;
    this.#services = services;
    this.#networks = [...Object.keys(networks).toSorted(), OUTSIDE];
    try {
      this.#lay(services);
    } catch (error) {
      this.remove();
      throw error;
    }
  }

  /** The namespace of a service, or of browsers. */
  namespaceOf(service: string): string {
    return `${this.#name}-${service}`;
  }

  /** Under which a browser reaches what a service publishes. */
  publicAddress(service: string): string {
    return this.#address(service, OUTSIDE);
  }

  /** The lines of a service's /etc/hosts: those it shares a network with. */
  hosts(service: string): string {
    const own = networksOf(this.#services[service] ?? {});
    const lines = Object.entries(this.#services).flatMap(([other, it]) =>
      networksOf(it)
        .filter((network) => own.includes(network))
        .slice(0, 1)
        .map((network) => `${this.#address(other, network)} ${other}`),
    );
    return `127.0.0.1 localhost\n${lines.join("\n")}\n`;
  }

  /** Lets browsers out to one TCP port alone, as the networks of some companies and hotels do. */
  closeOutside(port: number): void {
    const rules = `table inet outside { chain out {
    type filter hook output priority 0; policy drop;
    oifname lo accept
    tcp dport ${port} accept
  }
}`;
    const namespace = this.namespaceOf(OUTSIDE);
    run("ip", ["netns", "exec", namespace, "nft", "-f", "-"], rules);
  }

  remove(): void {
    for (const namespace of this.#namespaces) ip("netns", "del", namespace);
  }

  #lay(services: Project["services"]): void {
    const wires = this.#make("wires");
    for (const [i] of this.#networks.entries()) {
      ip("-n", wires, "link", "add", `br${i}`, "type", "bridge");
      ip("-n", wires, "link", "set", `br${i}`, "up");
    }
    for (const [service, it] of Object.entries(services)) {
      const namespace = this.#make(service);
      sysctls(namespace, it.sysctls ?? {});
      for (const network of networksOf(it)) this.#join(wires, namespace, service, network);
      if (it.ports) {
        this.#join(wires, namespace, service, OUTSIDE);
        publish(namespace, this.#port(OUTSIDE), it.ports);
      }
    }
    const outside = this.#make(OUTSIDE);
    this.#join(wires, outside, OUTSIDE, OUTSIDE);
    // A browser takes the address from which it would reach the world.
    ip("-n", outside, "route", "add", "default", "dev", this.#port(OUTSIDE));
  }

  #make(part: string): string {
    const namespace = this.namespaceOf(part);
    ip("netns", "add", namespace);
    this.#namespaces.push(namespace);
    ip("-n", namespace, "link", "set", "lo", "up");
    return namespace;
  }

  #join(wires: string, namespace: string, who: string, network: string): void {
    const at = this.#networks.indexOf(network);
    const far = `v${Object.keys(this.#services).indexOf(who) + 1}n${at}`;
    const near = this.#port(network);
    ip(
      ..."link add".split(" "),
      far,
      "netns",
      wires,
      "type",
      "veth",
      "peer",
      "name",
      near,
      "netns",
      namespace,
    );
    ip("-n", wires, "link", "set", far, "master", `br${at}`, "up");
    ip("-n", namespace, "address", "add", `${this.#address(who, network)}/24`, "dev", near);
    ip("-n", namespace, "link", "set", near, "up");
  }

  /** The interface, in whichever namespace, that leads into a network. */
  #port(network: string): string {
    return `in${this.#networks.indexOf(network)}`;
  }

  #address(who: string, network: string): string {
    const services = Object.keys(this.#services);
    // 198.18.0.0/15 is for tests of networks (RFC 2544), and counts as nobody's private one.
    return `198.18.${this.#networks.indexOf(network)}.${services.indexOf(who) + 2}`;
  }
}

function networksOf({ networks = {}, network_mode }: Service): string[] {
  return network_mode === "none" ? [] : Object.keys(networks);
}

/** Lets in from a network what answers, and new connections at published ports alone. */
function publish(namespace: string, from: string, ports: NonNullable<Service["ports"]>): void {
  const open = ports.map(
    ({ target, protocol }) => `iifname ${from} ${protocol} dport ${target} accept`,
  );
  const rules = `table inet box { chain in {
    type filter hook input priority 0; policy accept;
    ct state established,related accept
    ${open.join("\n")}
    iifname ${from} reject
  }
}`;
  run("ip", ["netns", "exec", namespace, "nft", "-f", "-"], rules);
}

function sysctls(namespace: string, settings: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(settings)) {
    const file = `/proc/sys/${name.replaceAll(".", "/")}`;
    run("ip", ["netns", "exec", namespace, "sh", "-c", `echo ${value} > ${file}`]);
  }
}

function ip(...args: string[]): void {
  run("ip", args);
}

function run(program: string, args: readonly string[], input = ""): void {
  const { status, stderr } = spawnSync(program, args, { input, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stderr.trim()}`);
}
