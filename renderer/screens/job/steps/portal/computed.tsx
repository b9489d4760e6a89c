import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TypeCount } from '../../../../../app/domain/licensing/counts';
import {
  countField,
  orderNumbers,
  typesWithoutField,
} from '../../../../../app/domain/licensing/order-numbers';
import { isCount } from '../../../../../app/domain/licensing/portal-change';
import { licenceLabel } from '../../../../../app/domain/licensing/types';
import { useStep } from '../../step-context';
import { StepField } from '../../step-field';
import type { Users } from './use-users';

/** The numbers as the users give them. They go into the fields by a press only, and can be changed there. */
export function Computed({ users }: { users: Users }) {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const { counts } = users;
  // What is typed counts at once; the app has it a moment later.
  const [spare, setSpare] = useState(step.inputs.spare ?? '');
  const odd = (typed: string): string | null => (isCount(typed) ? null : t('portal.countOdd'));
  return (
    <div className="sheet-compute">
      <h3>{t('portal.computeTitle')}</h3>
      <p className="quiet-text">{t(counts ? 'portal.computeFrom' : 'portal.computeNone')}</p>
      {counts && <Notes counts={counts} allHave={users.allHave} />}
      {counts && <StepField field="spare" inputMode="numeric" problemOf={odd} onType={setSpare} />}
      <div className="row">
        {counts && <Take counts={counts} spare={spare.trim()} />}
        <button
          type="button"
          className="button"
          onClick={() => void call('portal.users', { job: view.state.id })}
        >
          {t(counts ? 'portal.readUsersAgain' : 'portal.readUsers')}
        </button>
      </div>
    </div>
  );
}

function Notes({ counts, allHave }: { counts: readonly TypeCount[]; allHave: string | null }) {
  const { t } = useTranslation(['steps', 'common']);
  const others = typesWithoutField(counts)
    .map(({ type, usedAfter }) => `${type} ${String(usedAfter)}`)
    .join(', ');
  return (
    <>
      {allHave !== null && (
        <p>{t('portal.allHave', { type: licenceLabel(allHave), step: t('common:steps.licences') })}</p>
      )}
      {others !== '' && <p>{t('portal.withoutField', { types: others })}</p>}
    </>
  );
}

function Take({ counts, spare }: { counts: readonly TypeCount[]; spare: string }) {
  const { t } = useTranslation('steps');
  const { saver } = useStep();
  async function take(): Promise<void> {
    const numbers = orderNumbers(counts, spare === '' ? 0 : Number(spare));
    for (const [type, number] of Object.entries(numbers)) saver.typed(countField(type), String(number));
    await saver.flush();
  }
  return (
    <button
      type="button"
      className="button"
      disabled={spare !== '' && !isCount(spare)}
      onClick={() => void take()}
    >
      {t('portal.takeNumbers')}
    </button>
  );
}
