import type { Language } from "@/lib/domain/words";
import type { InterfaceData } from "./interface/interface-data";
import { type Place, speak, type Words } from "./speak";

/** Each is a file of its own, so that a browser gets one language and no other. */
const LOADERS: Record<Language, () => Promise<InterfaceData>> = {
  en: async () => (await import("./interface/en")).EN,
  de: async () => (await import("./interface/de")).DE,
  fr: async () => (await import("./interface/fr")).FR,
  es: async () => (await import("./interface/es")).ES,
  pt: async () => (await import("./interface/pt")).PT,
  it: async () => (await import("./interface/it")).IT,
  nl: async () => (await import("./interface/nl")).NL,
  pl: async () => (await import("./interface/pl")).PL,
  uk: async () => (await import("./interface/uk")).UK,
  ja: async () => (await import("./interface/ja")).JA,
  zh: async () => (await import("./interface/zh")).ZH,
  ar: async () => (await import("./interface/ar")).AR,
  he: async () => (await import("./interface/he")).HE,
};

const loading = new Map<string, Promise<Words>>();

/**
 * How the pages speak at a place, as soon as its language is there. The same promise each time, as React's `use` needs it.
 * When it does not come the promise stays open: the page stands as the server drew it, until it is loaded anew.
 */
export function loadWords(place: Place): Promise<Words> {
  const name = `${place.language} ${place.base}`;
  const words = loading.get(name) ?? speakLoaded(place);
  loading.set(name, words);
  return words;
}

function speakLoaded(place: Place): Promise<Words> {
  return LOADERS[place.language]().then(
    (data) => speak(place, data),
    () => new Promise<never>(() => undefined),
  );
}
