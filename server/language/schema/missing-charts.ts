// What is missing stands in workspace/missing-charts.ts, since the render asks, too; this is the way of rules to it.

export { type MissingChart, missingCharts } from '../workspace/missing-charts.ts';
