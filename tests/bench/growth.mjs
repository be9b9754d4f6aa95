// Draws what growth_bench.cpp measured:
//   ./dev bench --benchmark_filter=growth --benchmark_out=growth.json
//   node tests/bench/growth.mjs growth.json > tests/bench/growth.svg
import { readFileSync } from 'node:fs';

const WIDTH = 260;
const HEIGHT = 200;
const LEFT = 52;
const TOP = 34;
const PLOT = { width: WIDTH - LEFT - 14, height: HEIGHT - TOP - 34 };
const LINES = [
  { counter: 'median_us', label: 'median', color: '#1f6feb' },
  { counter: 'max_us', label: 'maximum of 20', color: '#cf6a17' },
];

const rows = JSON.parse(readFileSync(process.argv[2], 'utf8')).benchmarks;
const panels = new Map();
for (const row of rows) {
  const [, what, size] = /^growth\/(\w+)\/(\d+)/.exec(row.name) ?? [];
  if (!what) continue;
  if (!panels.has(what)) panels.set(what, []);
  panels.get(what).push({ size: Number(size), ...row });
}

const all = [...panels.values()].flat().flatMap((row) => LINES.map((line) => row[line.counter]));
const low = Math.floor(Math.log10(Math.min(...all)));
const high = Math.ceil(Math.log10(Math.max(...all)));
const y = (us) => TOP + PLOT.height * (1 - (Math.log10(us) - low) / (high - low));
const named = (us) => (us < 1000 ? `${us} µs` : us < 1e6 ? `${us / 1000} ms` : `${us / 1e6} s`);

function panel([what, points], column) {
  const most = Math.max(...points.map((point) => point.size));
  const x = (size) => LEFT + (PLOT.width * size) / most;
  const parts = [`<text x="${LEFT}" y="20" class="title">${what}</text>`];
  for (let power = low; power <= high; ++power) {
    const at = y(10 ** power);
    parts.push(`<path d="M${LEFT} ${at}h${PLOT.width}" class="grid"/>`);
    parts.push(`<text x="${LEFT - 6}" y="${at + 4}" class="tick end">${named(10 ** power)}</text>`);
  }
  let last = -Infinity;
  for (const { size } of points) {
    if (x(size) - last < 12) continue;
    last = x(size);
    parts.push(`<text x="${x(size)}" y="${TOP + PLOT.height + 16}" class="tick mid">${size}</text>`);
  }
  for (const line of LINES) {
    const path = points.map((point) => `${x(point.size).toFixed(1)} ${y(point[line.counter]).toFixed(1)}`);
    parts.push(`<path d="M${path.join('L')}" fill="none" stroke="${line.color}" stroke-width="2"/>`);
    for (const at of path) {
      const [cx, cy] = at.split(' ');
      parts.push(`<circle cx="${cx}" cy="${cy}" r="2.6" fill="${line.color}"/>`);
    }
  }
  return `<g transform="translate(${column * WIDTH} 0)">${parts.join('')}</g>`;
}

const legend = LINES.map(
  (line, i) =>
    `<g transform="translate(${LEFT + i * 120} ${HEIGHT + 10})">` +
    `<path d="M0 -4h18" stroke="${line.color}" stroke-width="2"/>` +
    `<text x="24" y="0" class="tick">${line.label}</text></g>`,
);
const width = WIDTH * panels.size;
const height = HEIGHT + 24;
process.stdout.write(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" \
width="${width}" height="${height}" font-family="sans-serif">
<style>.title{font-size:13px;font-weight:bold}.tick{font-size:10px;fill:#555}.mid{text-anchor:middle}\
.end{text-anchor:end}.grid{stroke:#ddd}</style>
<rect width="${width}" height="${height}" fill="white"/>
${[...panels].map(panel).join('\n')}
${legend.join('\n')}
</svg>
`);
