import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { formatDate, formatDateTime, formatDuration, shortFingerprint } from '../format';
import common from './en/common.json';
import home from './en/home.json';

/** One file each; another language is another folder beside `en`. */
export type Namespace =
  | 'common'
  | 'errors'
  | 'evidence'
  | 'field'
  | 'home'
  | 'job'
  | 'office'
  | 'recipes'
  | 'report'
  | 'steps'
  | 'tour';

const files = import.meta.glob<object>(['./*/*.json', '!./en/common.json', '!./en/home.json'], {
  import: 'default',
});
const language = 'en';

/** Ready when it returns: Home's texts are in the first bundle, since nothing may wait before the first screen. */
export function startStrings(): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'common',
    initAsync: false,
    resources: { en: { common, home } },
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  i18next.services.formatter?.add('duration', (value: unknown) => formatDuration(Number(value)));
  i18next.services.formatter?.add('date', (value: unknown) => formatDate(String(value)));
  i18next.services.formatter?.add('when', (value: unknown) => formatDateTime(String(value)));
  // What can keep a script on the old PBX alive; a dash where there is none.
  i18next.services.formatter?.add('keeper', (value: unknown) =>
    value === '–' ? i18next.t('noKeeper') : String(value),
  );
  i18next.services.formatter?.add('fingerprint', (value: unknown) => shortFingerprint(String(value)));
}

/** Fetches the texts a screen needs; screens call it beside their own `import()`. */
export async function loadStrings(...namespaces: Namespace[]): Promise<void> {
  await Promise.all(
    namespaces.map(async (name) => {
      if (i18next.hasResourceBundle(language, name)) return;
      const load = files[`./${language}/${name}.json`];
      if (load) i18next.addResourceBundle(language, name, await load());
    }),
  );
}
