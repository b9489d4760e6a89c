import { useId, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { PageAct, PageRecipe, ScreenWord } from '../../../app/domain/recipe';
import { Icon } from '../../components/icon';
import { withAct, wordGroups, type WordGroup } from './draft';

/** What the recipe does, act by act, each with the words it looks for; words can be added and taken away. */
export function Acts({
  recipe,
  text,
  onChange,
}: {
  recipe: PageRecipe;
  text: string;
  onChange: (text: string) => void;
}) {
  const { t } = useTranslation('recipes');
  return (
    <ol className="recipe-acts" aria-label={t('acts.title')}>
      {recipe.acts.map((act, place) => (
        <li key={place}>
          <p>
            <Sentence act={act} />
            {act.optional && <span className="source"> {t('acts.optional')}</span>}
          </p>
          {wordGroups(act).map((group, at) => (
            <div key={at}>
              {group.what !== 'thing' && <GroupTitle what={group.what} />}
              <Words
                words={group.words}
                languages={recipe.languages}
                onChange={(words) => {
                  onChange(withAct(text, place, group.with(words)));
                }}
              />
            </div>
          ))}
        </li>
      ))}
    </ol>
  );
}

function GroupTitle({ what }: { what: Exclude<WordGroup['what'], 'thing'> }) {
  const { t } = useTranslation('recipes');
  return (
    <p className="field-hint">
      {typeof what === 'string' ? t(`acts.groups.${what}`) : t('acts.groups.column', what)}
    </p>
  );
}

function Sentence({ act }: { act: PageAct }) {
  const { t } = useTranslation('recipes');
  const value = act.act === 'fill' ? valueOf(act.value) : null;
  const what = value === null ? '' : value.named ? t(`acts.values.${value.name}`, value.name) : value.name;
  return <Trans t={t} i18nKey={sentenceOf(act)} values={{ what }} components={{ b: <strong /> }} />;
}

/** What the step puts there by itself is said so. */
function sentenceOf(act: PageAct) {
  if (act.act === 'choose') return 'input' in act.options ? 'acts.chooseGiven' : 'acts.choose';
  if (act.act === 'tick') return 'input' in act.rows ? 'acts.tickGiven' : 'acts.tick';
  return `acts.${act.act}` as const;
}

/** A secret or an input goes by its name; a fixed text as it stands. */
function valueOf(value: Extract<PageAct, { act: 'fill' }>['value']): { named: boolean; name: string } {
  if ('secret' in value) return { named: true, name: value.secret };
  if ('input' in value) return { named: true, name: value.input };
  return { named: false, name: value.text };
}

function Words({
  words,
  languages,
  onChange,
}: {
  words: readonly ScreenWord[];
  languages: readonly string[];
  onChange: (words: ScreenWord[]) => void;
}) {
  const { t } = useTranslation('recipes');
  return (
    <ul className="recipe-words">
      {words.map((word, place) => (
        <li key={`${word.lang} ${word.text}`} className="word" data-published={word.published}>
          <span lang={word.lang}>{word.text}</span>
          <span className="word-lang" title={t(word.published ? 'acts.published' : 'acts.guessed')}>
            {word.lang}
            {!word.published && ' ?'}
          </span>
          <button
            type="button"
            className="word-away"
            disabled={words.length === 1}
            aria-label={t('acts.takeAway', { word: word.text })}
            onClick={() => {
              onChange(words.filter((_, i) => i !== place));
            }}
          >
            <Icon name="cross" size={12} />
          </button>
        </li>
      ))}
      <li>
        <NewWord
          languages={languages}
          onAdd={(word) => {
            const known = words.some(({ text, lang }) => text === word.text && lang === word.lang);
            if (!known) onChange([...words, word]);
          }}
        />
      </li>
    </ul>
  );
}

/** The installer saw it on a PBX's page; the vendor's guide does not have it, so it is marked as ours. */
function NewWord({ languages, onAdd }: { languages: readonly string[]; onAdd: (word: ScreenWord) => void }) {
  const { t } = useTranslation('recipes');
  const [text, setText] = useState('');
  const [lang, setLang] = useState(languages[0] ?? 'en');
  const id = useId();
  return (
    <form
      className="word-new"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') return;
        onAdd({ text: text.trim(), lang, published: false });
        setText('');
      }}
    >
      <label className="unseen" htmlFor={id}>
        {t('acts.newWord')}
      </label>
      <input
        id={id}
        value={text}
        maxLength={80}
        placeholder={t('acts.newWord')}
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
      {text !== '' && (
        <>
          <select
            aria-label={t('acts.language')}
            value={lang}
            onChange={(event) => {
              setLang(event.target.value);
            }}
          >
            {languages.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
          <button type="submit" className="button">
            {t('acts.add')}
          </button>
        </>
      )}
    </form>
  );
}
