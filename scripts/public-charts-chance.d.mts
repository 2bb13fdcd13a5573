// Types of public-charts-chance.mjs for its test.

export function differenceBeyondChance(reals: readonly string[], ours: string): string | undefined;
export function clip(text: string | undefined): string;
