// Holds SARIF logs to the schema of the standard: `node validate_sarif.mjs LOG...`.
// sarif-2.1.0.json is that of Microsoft's SARIF SDK (MIT license), which follows OASIS's.
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import formats from "ajv-formats";

const schema = JSON.parse(readFileSync(new URL("sarif-2.1.0.json", import.meta.url)));
const ajv = new Ajv({ allErrors: true, strict: false });
formats(ajv);
const isValid = ajv.compile(schema);
for (const file of process.argv.slice(2)) {
  if (isValid(JSON.parse(readFileSync(file)))) continue;
  for (const error of isValid.errors) console.log(`${file}: ${error.instancePath} ${error.message}`);
  process.exitCode = 1;
}
console.log(`${process.argv.length - 2} logs`);
