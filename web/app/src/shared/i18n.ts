import i18next, { type BackendModule } from "i18next";
import { initReactI18next } from "react-i18next";

export const languages = { en: "English", de: "Deutsch", es: "Español", hi: "हिन्दी", si: "සිංහල" } as const;
export type Language = keyof typeof languages;

const key = "attendsense.language";
const shared = import.meta.glob<{ default: Record<string, string> }>("./texts/*.json");
const ofAreas = import.meta.glob<{ default: Record<string, string> }>("../areas/*/texts/*.json");

/** A namespace is an area's id or "shared"; each language of each is a file of its own, loaded when it is needed. */
const files: BackendModule = {
  type: "backend",
  init: () => undefined,
  read: (language, namespace, done) => {
    const load =
      namespace === "shared" ? shared[`./texts/${language}.json`] : ofAreas[`../areas/${namespace}/texts/${language}.json`];
    if (!load) return done(new Error(`no texts: ${namespace}/${language}`), false);
    load().then(
      (module) => done(null, module.default),
      (error: unknown) => done(error as Error, false),
    );
  },
};

function isLanguage(text: string | null | undefined): text is Language {
  return typeof text === "string" && text in languages;
}

function firstLanguage(): Language {
  const chosen = localStorage.getItem(key);
  if (isLanguage(chosen)) return chosen;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? "en";
}

export async function startI18n(): Promise<void> {
  await i18next.use(files).use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: "en",
    ns: ["shared"],
    defaultNS: "shared",
    fallbackNS: "shared",
    keySeparator: false,
    nsSeparator: false,
    partialBundledLanguages: true,
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = i18next.language;
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(key, language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir();
}
