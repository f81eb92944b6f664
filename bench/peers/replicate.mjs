// Appends blocks to a hypercore and replicates it to another over a stream in memory. Prints JSON: blocks per second.
// node replicate.mjs PAYLOADS(one a line) FOLDER
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Hypercore from "hypercore";

const blocks = readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean);
const writer = new Hypercore(join(process.argv[3], "writer"));
await writer.ready();
const rate = (from) => blocks.length / (Number(process.hrtime.bigint() - from) / 1e9);

let from = process.hrtime.bigint();
for (const block of blocks) await writer.append(block);
const append = rate(from);

const reader = new Hypercore(join(process.argv[3], "reader"), writer.key);
await reader.ready();
from = process.hrtime.bigint();
const one = writer.replicate(true);
const other = reader.replicate(false);
one.pipe(other).pipe(one);
await reader.download({ start: 0, end: blocks.length }).done();
const replicate = rate(from);
for (const at of [0, blocks.length - 1]) if ((await reader.get(at)).toString() !== blocks[at]) throw new Error(`block ${at} differs`);
console.log(JSON.stringify({ blocks: blocks.length, append, replicate }));
process.exit(0);
