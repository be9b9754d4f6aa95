// What the page needs of a report: counts of what passed, and of the rest what was said.
const kLongestLine = 180;
const kMostLines = 10;
const kLinesOfExample = 4;

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

/// Whether what AWS leaves free, named in the fingerprint, explains a failure.
function freeIn(report) {
  const unexplained = report.fingerprint?.unexplained;
  return unexplained ? (id) => !unexplained.includes(id) : () => false;
}

/// An example that came out the same in the protocol before: its counts are kept, its words are not.
function isRepeated(one, results) {
  const first = results.find((other) => other.id === one.id && other.verdict === one.verdict);
  return one.kind === "examples" && first !== one && first.kind === one.kind;
}

export function reduced(head, report, rules) {
  const words = new Map(rules.map((rule) => [rule.id, rule]));
  const isFree = freeIn(report);
  const results = [
    ...report.requirements.map((one) => programOf(one, words.get(one.id), isFree)),
    ...(report.examples ?? []).map(exampleOf),
  ];
  return {
    ...head,
    suite: report.version,
    seed: report.seed,
    freedoms: (report.fingerprint?.freedoms ?? []).map((one) => `${one.what} (${one.id})`),
    counts: countsOf(results),
    results: results.filter((one) => one.verdict !== "pass" && !isRepeated(one, results)),
  };
}
