// The editor's render, as scripts/bench.mjs times it: traced, tolerant, with its caches.

export { fromBytes } from '#engine/text/bytes.ts';
export { renderChart } from '#language/workspace/render-chart.ts';
export * from '#language/workspace/snapshot.ts';
