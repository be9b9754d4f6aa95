// The page, from reduced reports and the findings that were checked by hand. A failure that is in
// no finding is listed as not checked, and nothing is claimed of it.
const kLevels = ["must", "should", "may"];
const kPages = {
  "SQS/": "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/",
  "SQSAPI/": "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_",
  "SNS/": "https://docs.aws.amazon.com/sns/latest/dg/",
};

const cell = (text) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const anchorOf = (name) => name.toLowerCase().replaceAll(/[^a-z0-9 -]/g, "").replaceAll(" ", "-");
const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

function linkTo(reference) {
  const prefix = Object.keys(kPages).find((one) => reference.startsWith(one));
  if (!prefix) return reference;
  return `[${reference}](${kPages[prefix]}${reference.slice(prefix.length)}.html)`;
}

/// Never a percentage without the numbers that it is made of.
function share(counts) {
  const decided = counts.pass + counts.fail;
  if (decided === 0) return "-";
  return `${counts.pass} of ${decided} (${Math.floor((100 * counts.pass) / decided)} %)`;
}

const noCounts = { pass: 0, fail: 0, free: 0, undecided: 0, skip: 0 };
const countsOf = (run, kind, level) => run.counts[kind]?.[level] ?? noCounts;

function overview(runs, findings) {
  const rows = runs.map((run) => {
    const own = findings.filter((one) => one.emulator === run.name);
    const must = own.filter((one) => levelOf(run, one) === "must").length;
    const cells = [
      `[${run.name}](#${anchorOf(run.name)})`,
      run.version,
      run.protocol,
      share(countsOf(run, "programs", "must")),
      share(countsOf(run, "examples", "must")),
      share(countsOf(run, "programs", "should")),
      share(countsOf(run, "examples", "should")),
      `${own.length} (${must})`,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [
    "| emulator | version | protocol | MUST, programs | MUST, examples | SHOULD, programs | SHOULD, examples | findings (of MUST) |",
    "|---|---|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

function countsTable(run) {
  const rows = [];
  for (const kind of ["programs", "examples"]) {
    for (const level of kLevels) {
      const counts = run.counts[kind]?.[level];
      if (!counts) continue;
      const { pass, fail, free, undecided, skip } = counts;
      rows.push(
        `| ${level.toUpperCase()}, ${kind} | ${pass} | ${fail} | ${free} | ${undecided} | ${skip} | ${share(counts)} |`
      );
    }
  }
  return [
    "| level | pass | fail | left free | undecided | skipped | pass of pass and fail |",
    "|---|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

/// A finding may be about a failure that what AWS leaves free would explain in the run: replayed by
/// hand, it went beyond that.
const isFailure = (result) => result.verdict === "fail" || result.verdict === "free";

/// The failures that a finding is about, in its order.
function failuresOf(run, finding) {
  return finding.ids.map((id) => {
    const failure = run.results.find((one) => one.id === id && isFailure(one));
    if (!failure) throw new Error(`${run.name}: ${id} did not fail, but checked.json says so`);
    return failure;
  });
}

/// In which of the two runs it came out so, if not in both.
const levelAndTiming = (one) => [one.level.toUpperCase(), ...(one.timing ? [one.timing] : [])].join(", ");

/// The strictest of them.
function levelOf(run, finding) {
  const levels = failuresOf(run, finding).map((one) => one.level);
  return kLevels.find((level) => levels.includes(level));
}

function findingsTable(run, findings) {
  const rows = findings.map((finding, index) => {
    const failures = failuresOf(run, finding);
    const ids = failures.map((one) => `\`${one.id}\` (${levelAndTiming(one)})`);
    const links = [...new Set(failures.map((one) => linkTo(one.reference)))];
    return `| ${index + 1} | ${ids.join("<br>")} | ${cell(finding.instead)} | ${links.join("<br>")} |`;
  });
  return [
    "| | requirement and level | what it does instead | what AWS says |",
    "|---|---|---|---|",
    ...rows,
  ].join("\n");
}

function exampleOf(failure) {
  const lines = [];
  if (failure.program) lines.push(...failure.program, "");
  lines.push(...(failure.calls ?? []));
  for (const line of failure.because ?? []) lines.push(`because ${line}`);
  const label = failure.kind === "programs" ? "counted" : "expected";
  if (!failure.because && failure.why) lines.push(`${label}: ${failure.why}`);
  return lines.join("\n");
}

function details(run, findings) {
  return findings.map((finding, index) => {
    const failures = failuresOf(run, finding);
    const shown = failures.find((one) => one.id === finding.show) ?? failures[0];
    const also = failures.length > 1 ? `Shown for \`${shown.id}\`. ` : "";
    const where = shown.timing ? `Found by \`--timing ${shown.timing}\` only. ` : "";
    return [
      `<details><summary>${index + 1}. ${shown.id}: ${shown.title}</summary>\n`,
      "```text",
      exampleOf(shown),
      "```\n",
      `${also}${where}Checked: ${finding.checked}\n`,
      "</details>",
    ].join("\n");
  });
}

/// Those of a verdict, under the reason that they share.
function grouped(run, verdict) {
  const reasons = new Map();
  for (const one of run.results.filter((result) => result.verdict === verdict)) {
    const reason = one.why ?? "";
    const ids = reasons.get(reason) ?? new Set();
    reasons.set(reason, ids.add(`\`${one.id}\``));
  }
  return [...reasons].map(([reason, ids]) => `- ${reason}: ${[...ids].join(", ")}`);
}

function list(title, lines) {
  return lines.length === 0 ? [] : [`${title}\n\n${lines.join("\n")}`];
}

function notChecked(run, findings) {
  const known = new Set(findings.flatMap((one) => one.ids));
  const ids = run.results.filter((one) => one.verdict === "fail" && !known.has(one.id));
  const unique = [...new Set(ids.map((one) => `- \`${one.id}\` (${levelAndTiming(one)})`))];
  return list("Failed in the run, but not checked, so nothing is claimed of them:", unique);
}

/// What a strict queue does not do, and AWS may.
function leftFree(run, findings) {
  const known = new Set(findings.flatMap((one) => one.ids));
  const free = run.results.filter((one) => one.verdict === "free" && !known.has(one.id));
  const ids = free.map((one) => `\`${one.id}\``);
  if (ids.length === 0) return [];
  const freedoms = run.freedoms.join("; ");
  return [`Not strict, but explained by what AWS leaves free (${freedoms}): ${ids.join(", ")}.`];
}

/// What timers of seconds cannot test.
function onlyInFull(run) {
  const ids = run.onlyInFull.map((id) => `\`${id}\``);
  return ids.length === 0 ? [] : [`Put to the test by \`--timing full\` only: ${ids.join(", ")}.`];
}

function section(run, all) {
  const findings = all
    .filter((one) => one.emulator === run.name)
    .sort((a, b) => kLevels.indexOf(levelOf(run, a)) - kLevels.indexOf(levelOf(run, b)));
  const facts = [
    `${run.about}. Version ${run.version}, tested on ${run.date} with sqsproof ${run.suite}, seed ${run.seed}; protocol: ${run.protocol}.`,
    "Started and tested by",
    "```sh\n" + [run.start, run.run, `${run.run} --timing full`].join("\n") + "\n```",
  ];
  if (run.note) facts.push(run.note);
  return [
    `## ${run.name}`,
    ...facts,
    countsTable(run),
    `### Findings in ${run.name}`,
    findings.length > 0 ? findingsTable(run, findings) : "None.",
    ...details(run, findings),
    ...notChecked(run, findings),
    ...leftFree(run, findings),
    ...onlyInFull(run),
    ...list("Undecided:", grouped(run, "undecided")),
    ...list("Skipped:", grouped(run, "skip")),
  ].join("\n\n");
}

export function pageOf({ runs, findings }) {
  const names = new Set(runs.map((run) => run.name));
  const stray = findings.find((one) => !names.has(one.emulator));
  if (stray) throw new Error(`checked.json names ${stray.emulator}, of which there is no run`);
  const failed = runs.map((run) => run.results.filter((one) => one.verdict === "fail").length);
  return [
    "# Emulators",
    "What `sqsproof conform run` finds in emulators of SQS, for people who choose one and people who write one. " +
      "A program is a short random history of calls, judged; an example is a fixed dialogue, told in each protocol that is tested. " +
      "MUST is what AWS documents, SHOULD what it does or recommends. " +
      "Several requirements that fail for one reason are one finding. " +
      "A finding stands here when that reason was replayed by hand against the emulator, in calls that are not those of the run, by curl or an SDK, " +
      "and compared with the page of AWS that it cites, or with what was recorded from AWS where it says so. " +
      "*Checked* says what was sent and what came. A requirement of the finding that it does not name was not replayed by itself: " +
      "it is there because its program or dialogue stopped at an answer of the same kind. " +
      "*Left free* counts failures that a freedom of AWS, such as a purge that takes a minute, would explain; " +
      "where a replay went beyond that, the failure is a finding all the same. " +
      "Each emulator is tested twice, with timers of seconds (`--timing fast`, which is what a run does that is told nothing) " +
      "and with timers of minutes in real time (`--timing full`). " +
      "A requirement that failed in either run has failed, and is shown as it did there; where both failed, as in the first. " +
      "*fast* or *full* beside its level names the run where it was only one, which may be chance. " +
      "What passed did so in one run at least, and failed in none.",
    "Emulators are made to be quick and handy, and what one leaves out may not matter to you: read what is behind a number. " +
      "That a requirement passes means that nothing was found in these runs.",
    overview(runs, findings),
    ...runs.map((run) => section(run, findings)),
    `This page is made of the files in \`tests/clients/emulators\` by \`node tests/clients/emulators.mjs page\`: ` +
      `${plural(runs.length, "run")}, ${plural(failed.reduce((a, b) => a + b, 0), "failure")}, ${plural(findings.length, "finding")}.`,
  ].join("\n\n") + "\n";
}
