/*
 * Answers names as an engine does: `node names.ts <file>`, on port 53 of all addresses. The file says
 * for each address that asks which names there are, and where they lead: those of services that run.
 */
import { createSocket } from "node:dgram";
import { readFileSync } from "node:fs";

/** By the address that asks, then by name. */
export type Names = Readonly<Record<string, Readonly<Record<string, string>>>>;

const [, , file = ""] = process.argv;

// RFC 1035, 4.1: the header, and after the question its type and class.
const HEADER = 12;
const AFTER_NAME = 4;
const A = 1;
const NO_SUCH_NAME = 3;

const socket = createSocket("udp4");
socket.on("message", (question, { address, port }) => {
  const { name, end } = nameIn(question);
  const names = JSON.parse(readFileSync(file, "utf8")) as Names;
  const found = names[address]?.[name];
  const wantsA = question.readUInt16BE(end) === A;
  socket.send(answerTo(question, end, found, wantsA), port, address);
});
socket.bind(53, () => console.log("ready"));

function nameIn(question: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = HEADER;
  for (let length = question.readUInt8(at); length > 0; length = question.readUInt8(at)) {
    labels.push(question.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join(".").toLowerCase(), end: at + 1 };
}

/** A name that is there has no other record than its address. */
function answerTo(
  question: Buffer,
  end: number,
  found: string | undefined,
  wantsA: boolean,
): Buffer {
  const given = found !== undefined && wantsA;
  const header = Buffer.from(question.subarray(0, HEADER));
  header.writeUInt16BE(0x8180 | (found === undefined ? NO_SUCH_NAME : 0), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(given ? 1 : 0, 6);
  header.writeUInt32BE(0, 8);
  const parts = [header, question.subarray(HEADER, end + AFTER_NAME)];
  if (given) {
    // The name of the question, A, IN, good for no time, four bytes.
    const record = [0xc0, HEADER, 0, A, 0, 1, 0, 0, 0, 0, 0, 4];
    parts.push(Buffer.from([...record, ...found.split(".").map(Number)]));
  }
  return Buffer.concat(parts);
}
