// Types of bench-charts.mjs for the typing test.

export function hugeChart(): Record<string, string>;
