// The labelled positions and how an answer is judged, for scripts/positions-helm-ls.mjs.

export * from '../test/positions/labels.ts';
export * from '../test/positions/world.ts';
