// Makes properties/EMULATORS.md, the page of what the suite finds in emulators.
//   node emulators.mjs page                             prints the page, from the files in emulators/
//   node emulators.mjs reduce FAST FULL RULES < HEAD    prints what the page needs of two reports
//   node emulators.mjs unchecked                        lists what failed and nobody has checked yet
// FAST and FULL are what `conform run --output json` wrote, without and with `--timing full`, RULES
// what `rules --output json` prints, HEAD a JSON object of name, version, date, about, protocol,
// start, run (without `--timing full`) and, if need be, note.
import { readFileSync, readdirSync } from "node:fs";
import { pageOf } from "./emulators/page.mjs";
import { reduced } from "./emulators/reduce.mjs";

const read = (file) => JSON.parse(readFileSync(file, "utf8"));

function inputs() {
  const folder = new URL("emulators/", import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith(".json") && name !== "checked.json");
  const runs = names.sort().map((name) => read(new URL(name, folder)));
  return { runs, findings: read(new URL("checked.json", folder)) };
}

/// What failed in a run and stands in no finding of its emulator.
function uncheckedOf(run, findings) {
  const known = new Set(findings.filter((one) => one.emulator === run.name).flatMap((one) => one.ids));
  return run.results.filter((one) => one.verdict === "fail" && !known.has(one.id));
}

const [verb, ...files] = process.argv.slice(2);
if (verb === "page") {
  process.stdout.write(pageOf(inputs()));
} else if (verb === "reduce" && files.length === 3) {
  const head = JSON.parse(readFileSync(0, "utf8"));
  const [fast, full, rules] = files.map(read);
  process.stdout.write(JSON.stringify(reduced(head, [fast, full], rules), null, 1) + "\n");
} else if (verb === "unchecked") {
  const { runs, findings } = inputs();
  for (const run of runs) {
    for (const one of uncheckedOf(run, findings)) console.log(`${run.name} ${one.id} (${one.level})`);
  }
} else {
  console.error("usage: node emulators.mjs page | reduce FAST FULL RULES < HEAD | unchecked");
  process.exit(2);
}
