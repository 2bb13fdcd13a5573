// What Helm says on stderr about values and dependencies, one line each as the release prints it (without its time stamp).

import { quoteGo } from '../values/quote.ts';
import type { Profile } from './profile.ts';

export type Warn = (text: string) => void;

/** How the warnings of one run are written: Helm 3 prints the bare text, Helm 4 a slog line. */
export interface Warnings {
  /** A text of the standard logger, which Helm 4 hands to slog as INFO. */
  readonly print: (text: string) => void;
  /** A text that the two majors word differently; `attributes` follow it in Helm 4. */
  readonly warn: (v3: string, v4: string, attributes: readonly (readonly [string, string])[]) => void;
}

export function warningsOf(profile: Pick<Profile, 'major'>, out: Warn): Warnings {
  if (profile.major === 3) return { print: out, warn: (v3) => out(v3) };
  return {
    print: (text) => out(`level=INFO msg=${logValue(text)}`),
    warn: (_v3, v4, attributes) =>
      out(
        ['level=WARN', `msg=${logValue(v4)}`, ...attributes.map(([key, value]) => `${key}=${logValue(value)}`)].join(
          ' ',
        ),
      ),
  };
}

/** slog's text handler quotes what holds a blank, a quote, an equals sign or nothing at all. */
export function logValue(text: string): string {
  return text === '' || /[\s"=\p{C}]/u.test(text) ? quoteGo(text) : text;
}
