// Starts an emulator from npm on a loopback port and prints `listening on URL`.
// usage: node start-emulator.mjs local-aws-sqs PORT
const [name, port] = process.argv.slice(2);

const starters = {
  "local-aws-sqs": async () => {
    const { createSqsServer } = await import("local-aws-sqs");
    await createSqsServer({ port: Number(port), hostname: "127.0.0.1" });
  },
};

if (!(name in starters)) {
  console.error(`there is no emulator ${name}; use one of ${Object.keys(starters).join(", ")}`);
  process.exit(2);
}
await starters[name]();
console.log(`listening on http://127.0.0.1:${port}`);
