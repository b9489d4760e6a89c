import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { missingInLetter } from '../../../../app/domain/licensing/business-days';
import { letterOf, type Letter, type LetterParts } from '../../../../app/domain/licensing/letter';
import { isMailAddress } from '../../../../app/domain/mail-address';
import { useClient } from '../../../client';
import { CopyButton } from '../../../components/copy-button';
import { formatList } from '../../../format';
import { licencesOf, type Draft } from './draft';
import { Field } from './field';
import type { Part } from './when';

function partsOf(draft: Draft): LetterParts {
  const { partner, serial, sender, term, termChanged, day, time, zone } = draft;
  const happened = `${day} ${time} (${zone})`;
  return { partner, serial, sender, term, termChanged, licences: licencesOf(draft), happened };
}

/** The letter as it will be sent, what is missing in it, and its ways out. */
export function LetterText({ draft, change }: Part) {
  const { t } = useTranslation('job');
  const parts = partsOf(draft);
  const letter = letterOf(parts);
  const missing = missingInLetter(parts, parts.termChanged).map((item) => t(`mistake.items.${item}`));
  return (
    <section>
      <h3>{t('mistake.letter')}</h3>
      <p role="status" className={missing.length > 0 ? 'field-problem' : 'field-hint'}>
        {missing.length > 0 ? t('mistake.missing', { items: formatList(missing) }) : t('mistake.complete')}
      </p>
      <p className="row">
        <strong>{letter.subject}</strong>
        <CopyButton name={t('mistake.subject')} text={letter.subject} />
      </p>
      <pre className="letter-text">{letter.body}</pre>
      <div className="row">
        <CopyButton name={t('mistake.text')} text={letter.body} wide />
      </div>
      <Mail draft={draft} change={change} letter={letter} />
    </section>
  );
}

/** Handed to the system's mail program: the wizard sends nothing. */
function Mail({ draft, change, letter }: Part & { letter: Letter }) {
  const { t } = useTranslation('job');
  const client = useClient();
  const [end, setEnd] = useState<'mailOpened' | 'mailFailed' | null>(null);
  const to = draft.to.trim();
  const odd = to !== '' && !isMailAddress(to);

  async function write(): Promise<void> {
    const answer = await client.call('app.mail', { ...letter, ...(to === '' ? {} : { to }) });
    setEnd(answer.ok ? 'mailOpened' : 'mailFailed');
  }
  return (
    <>
      <Field
        label={t('mistake.to')}
        value={draft.to}
        onChange={(value) => {
          change({ to: value });
        }}
        hint={t('mistake.toHint')}
        problem={odd ? t('mistake.toOdd') : null}
      />
      <div className="row">
        <button type="button" className="button strong" disabled={odd} onClick={() => void write()}>
          {t('mistake.mail')}
        </button>
        <span role="status">{end && t(`mistake.${end}`)}</span>
      </div>
    </>
  );
}
