import type { AppliedSetting, OperatorFacts } from "./operator-facts";
import { hideSecrets } from "./operator-words";

export interface SettingView {
  key: string;
  value: string;
  origin: string;
}

/** The configuration in force. */
export interface ConfigView {
  /** The file that was read; null without one. */
  path: string | null;
  /** What the operator set. */
  set: SettingView[];
  /** What is at its default. */
  defaults: SettingView[];
}

const ORIGIN_WORDS = {
  file: "file",
  environment: "environment",
  default: "default",
} satisfies Record<AppliedSetting["origin"], string>;

/** Settings whose value is a secret, or an address that is one. */
const SECRET_KEY = /(password|secret|token|ping_url|webhook_url)$/i;
/** How such a setting may be told without being shown. */
const UNSET = /^(unset|none|not set|nobody|)$/i;

/** The settings with where they came from, by their names. Secrets come hidden; here they are hidden once more. */
export function describeConfig({ path, settings }: OperatorFacts["config"]): ConfigView {
  const views = settings.map(({ key, value, origin }) => ({
    key,
    value: describeValue(key, value),
    origin: ORIGIN_WORDS[origin],
  }));
  return {
    path,
    set: views.filter(({ origin }) => origin !== ORIGIN_WORDS.default),
    defaults: views.filter(({ origin }) => origin === ORIGIN_WORDS.default),
  };
}

function describeValue(key: string, value: string): string {
  if (!SECRET_KEY.test(key)) return hideSecrets(value);
  return UNSET.test(value.trim()) ? "unset" : "set, not shown";
}
