// What the page needs of two reports: counts of what passed, and of the rest what was said.
const kLongestLine = 180;
const kMostLines = 10;
const kLinesOfExample = 4;
const kWorstFirst = ["fail", "free", "error", "pass", "undecided", "skip"];

const cut = (line) => (line.length > kLongestLine ? line.slice(0, kLongestLine - 1) + "…" : line);

/// The calls that matter: those that the explanation rests on, with their numbers.
function callsOf({ history, because, at }) {
  const premises = new Set([...because, at]);
  const numbered = history.map((line, index) => [index + 1, cut(`${index + 1} ${line.trim()}`)]);
  const calls = numbered.filter(([number]) => premises.has(number)).map(([, line]) => line);
  return calls.slice(-kMostLines);
}

/// The end of a dialogue, where the expectation was disappointed; queues are deleted after it.
function endOf(transcript) {
  const last = transcript.findLastIndex((line) => line.startsWith(">") && !/DeleteQueue\b/.test(line));
  const end = last < 0 ? transcript.length : Math.min(last + 2, transcript.length);
  return transcript.slice(Math.max(0, end - kLinesOfExample), end).map(cut);
}

function programOf(requirement, words, isFree) {
  const { id, level, why, counterexample } = requirement;
  const verdict = requirement.verdict === "fail" && isFree(id) ? "free" : requirement.verdict;
  const row = { id, kind: "programs", level, verdict };
  if (requirement.verdict === "fail") Object.assign(row, { title: words.title, reference: words.reference });
  if (why) row.why = why;
  if (counterexample) {
    row.program = counterexample.program;
    row.calls = callsOf(counterexample);
    row.because = counterexample.explanation.split("\n").map(cut);
  }
  return row;
}

function exampleOf(example) {
  const { id, level, verdict, why, protocol, title, reference, transcript } = example;
  const row = { id, kind: "examples", level, verdict };
  if (verdict === "fail") Object.assign(row, { title, reference });
  if (protocol) row.protocol = protocol;
  if (why) row.why = cut(why);
  if (verdict === "fail" && transcript) row.calls = endOf(transcript);
  return row;
}

/// Of each kind and level, how many came out how.
function countsOf(results) {
  const counts = {};
  for (const { kind, level, verdict } of results) {
    const ofKind = (counts[kind] ??= {});
    const ofLevel = (ofKind[level] ??= { pass: 0, fail: 0, free: 0, undecided: 0, skip: 0 });
    ofLevel[verdict === "error" ? "undecided" : verdict] += 1;
  }
  return counts;
}

/// Whether what AWS leaves free would explain a failure.
function freeIn(report) {
  const excusable = report.fingerprint?.excusable ?? [];
  return (id) => excusable.some((one) => one.id === id);
}

/// An example that came out the same in the protocol before: its counts are kept, its words are not.
function isRepeated(one, results) {
  const first = results.find((other) => other.id === one.id && other.verdict === one.verdict);
  return one.kind === "examples" && first !== one && first.kind === one.kind;
}

/// All that a report says, by what was tested.
function resultsOf(report, words) {
  const isFree = freeIn(report);
  const results = [
    ...report.requirements.map((one) => programOf(one, words.get(one.id), isFree)),
    ...(report.examples ?? []).map(exampleOf),
  ];
  return new Map(results.map((one) => [`${one.kind} ${one.id} ${one.protocol ?? ""}`, one]));
}

/// What came out of two runs: the worse of what they found, where both tested something. What came
/// out in one of them only says in which.
function worse(fast, full) {
  if (fast.verdict === full.verdict) return fast;
  const rank = (one) => kWorstFirst.indexOf(one.verdict);
  return rank(fast) < rank(full) ? { ...fast, timing: "fast" } : { ...full, timing: "full" };
}

function merged(fast, full) {
  if (fast.size !== full.size) throw new Error("the runs did not test the same");
  return [...fast].map(([key, one]) => {
    if (!full.has(key)) throw new Error(`not in both runs: ${key}`);
    return worse(one, full.get(key));
  });
}

/// What needs minutes.
function onlyInFull(fast, full) {
  const isTested = (one) => ["pass", "fail", "free"].includes(one.verdict);
  const late = [...full].filter(([key, one]) => isTested(one) && fast.get(key).verdict === "skip");
  return [...new Set(late.map(([, one]) => one.id))];
}

function freedomsOf(reports) {
  const all = reports.flatMap((report) => report.fingerprint?.excusable ?? []).flatMap((one) => one.by);
  return [...new Set(all.map((one) => `${one.what} (${one.id})`))];
}

/// Of one run with `--timing fast` and one with `--timing full`, with the same seed.
export function reduced(head, reports, rules) {
  const [{ version, seed }, other] = reports;
  if (version !== other.version || seed !== other.seed) throw new Error("the runs are not of one kind");
  const words = new Map(rules.map((rule) => [rule.id, rule]));
  const [fast, full] = reports.map((report) => resultsOf(report, words));
  const results = merged(fast, full);
  return {
    ...head,
    suite: version,
    seed,
    freedoms: freedomsOf(reports),
    onlyInFull: onlyInFull(fast, full),
    counts: countsOf(results),
    results: results.filter((one) => one.verdict !== "pass" && !isRepeated(one, results)),
  };
}
