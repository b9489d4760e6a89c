import { useTranslation } from 'react-i18next';
import type { OwnRule } from '../../../../app/domain/licensing/own-rules';
import type { Indexed } from '../../../../app/domain/licensing/table/rows';
import { isSameType } from '../../../../app/domain/licensing/types';
import { Icon } from '../../../components/icon';
import { suggestionText, typeText } from './words';

interface SuggestedProps {
  row: Indexed;
  rules: readonly OwnRule[];
  chosen: string | null;
  /** Tab leads here. */
  reachable: boolean;
  onTake: (id: string) => void;
}

/** What is suggested and how sure; a press chooses it for this user. The reasons are told on hover and to screen readers. */
export function Suggested({ row, rules, chosen, reachable, onTake }: SuggestedProps) {
  const { t } = useTranslation('steps');
  const { suggestion, user } = row;
  if (!suggestion) return null;
  const type = typeText(t, suggestion.type);
  const sure = t(`licences.sure.${suggestion.sure}`);
  const text = suggestionText(t, suggestion, rules);
  const taken = chosen !== null && isSameType(chosen, suggestion.type);
  return (
    <button
      type="button"
      className="suggested"
      data-sure={suggestion.sure}
      tabIndex={reachable ? 0 : -1}
      title={text}
      aria-label={t('licences.takeSuggested', { name: user.name, type, sure, text })}
      aria-pressed={taken}
      onClick={() => {
        onTake(user.id);
      }}
    >
      {type}
      <span>{sure}</span>
      {suggestion.against.length > 0 && <Icon name="warning" size={13} />}
    </button>
  );
}

/** The reasons of the row the installer stands on, in plain words: what the mouse reads in a tip, the keyboard reads here. */
export function RowReasons({ row, rules }: { row: Indexed | undefined; rules: readonly OwnRule[] }) {
  const { t } = useTranslation('steps');
  const { suggestion } = row ?? {};
  if (!row || !suggestion) return <p className="row-reasons quiet-text">{t('licences.keysHint')}</p>;
  return (
    <p className="row-reasons">
      <strong>{t('licences.reasonsOf', { name: row.user.name, type: typeText(t, suggestion.type) })}</strong>{' '}
      {suggestionText(t, suggestion, rules)}
    </p>
  );
}
