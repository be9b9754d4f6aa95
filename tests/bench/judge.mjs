// Draws what judge_bench.cpp measured: rate and memory against the length of the stream.
//   ./dev bench --benchmark_filter=judge_stream --benchmark_out=judge.json
//   node tests/bench/judge.mjs judge.json > tests/bench/judge.svg
import { readFileSync } from 'node:fs';

const WIDTH = 330;
const HEIGHT = 210;
const LEFT = 46;
const TOP = 36;
const PLOT = { width: WIDTH - LEFT - 20, height: HEIGHT - TOP - 36 };
const LINES = [
  { remember: 10, label: 'deleted messages remembered for 10 s', color: '#1f6feb' },
  { remember: 310, label: '310 s, the default', color: '#cf6a17' },
];
const PANELS = [
  { title: 'million calls a second', value: (row) => row.operations_per_s / 1e6 },
  { title: 'memory in MiB', value: (row) => row.held_MiB },
];

const rows = JSON.parse(readFileSync(process.argv[2], 'utf8'))
  .benchmarks.map((row) => {
    const [, calls, remember] = /calls:(\d+)\/remember_s:(\d+)/.exec(row.name) ?? [];
    return { ...row, calls: Number(calls), remember: Number(remember) };
  })
  .filter((row) => row.calls);

const low = Math.log10(Math.min(...rows.map((row) => row.calls)));
const high = Math.log10(Math.max(...rows.map((row) => row.calls)));
const x = (calls) => LEFT + (PLOT.width * (Math.log10(calls) - low)) / (high - low);

function panel({ title, value }, column) {
  const most = Math.ceil(Math.max(...rows.map(value)) * 1.1);
  const y = (amount) => TOP + PLOT.height * (1 - amount / most);
  const parts = [`<text x="${LEFT}" y="20" class="title">${title}</text>`];
  for (const part of [0, 0.5, 1]) {
    const at = y(most * part);
    parts.push(`<path d="M${LEFT} ${at}h${PLOT.width}" class="grid"/>`);
    parts.push(`<text x="${LEFT - 6}" y="${at + 4}" class="tick end">${most * part}</text>`);
  }
  for (let power = Math.ceil(low); power <= high; ++power) {
    parts.push(`<text x="${x(10 ** power)}" y="${HEIGHT - 20}" class="tick mid">10^${power}</text>`);
  }
  for (const { remember, color } of LINES) {
    const points = rows.filter((row) => row.remember === remember);
    const path = points.map((row) => `${x(row.calls)} ${y(value(row))}`).join('L');
    parts.push(`<path d="M${path}" stroke="${color}" class="line"/>`);
    for (const row of points) {
      parts.push(`<circle cx="${x(row.calls)}" cy="${y(value(row))}" r="3" fill="${color}"/>`);
    }
  }
  return `<g transform="translate(${column * WIDTH})">${parts.join('')}</g>`;
}

const legend = LINES.map(
  ({ label, color }, i) =>
    `<text x="${LEFT + i * WIDTH}" y="${HEIGHT + 12}" style="fill:${color}">${label}</text>`,
);
console.log(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH * 2} ${HEIGHT + 20}">
<style>text{font:12px sans-serif;fill:#59636e}.title{font-weight:bold;fill:#1f2328}.tick{font-size:10px}
.end{text-anchor:end}.mid{text-anchor:middle}.grid{stroke:#d1d9e0}.line{fill:none;stroke-width:2}</style>
<rect width="100%" height="100%" fill="#fff"/>
${PANELS.map(panel).join('\n')}
${legend.join('')}
<text x="${LEFT}" y="${HEIGHT - 4}" class="tick">calls in the stream</text>
</svg>`);
