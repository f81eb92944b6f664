// Lists the tests that a run skipped, with their reasons: skipped.mjs RESULTS-FOLDER
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const words = text => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#xD;|&#xA;/g, " ").replace(/&amp;/g, "&");
const folder = process.argv[2];

for (const file of readdirSync(folder).filter(name => name.endsWith(".trx"))) {
  for (const [, head, inside] of readFileSync(join(folder, file), "utf8").matchAll(/<UnitTestResult ([^>]*[^/>])>([\s\S]*?)<\/UnitTestResult>/g)) {
    if (!head.includes('outcome="NotExecuted"')) continue;
    const name = /testName="([^"]*)"/.exec(head)?.[1] ?? "?";
    const reason = /<Message>([\s\S]*?)<\/Message>/.exec(inside)?.[1] ?? /<StdOut>([\s\S]*?)<\/StdOut>/.exec(inside)?.[1] ?? "no reason given";
    console.log(`  ${words(name)}: ${words(reason).trim()}`);
  }
}
