import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate that vouches for itself, for one name, made by openssl. */
export function makeCertificate(name: string, days: number): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), "hotseat-certificate-"));
  try {
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")] as const;
    const how = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes".split(" ");
    const { status, error, stderr } = spawnSync(
      "openssl",
      [
        ...how,
        "-subj",
        `/CN=${name}`,
        "-addext",
        `subjectAltName=DNS:${name}`,
        "-addext",
        "basicConstraints=critical,CA:FALSE",
      ].concat("-days", String(days), "-keyout", key, "-out", cert),
      { encoding: "utf8" },
    );
    if (status !== 0) throw new Error(`openssl failed: ${error?.message ?? stderr}`);
    return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
