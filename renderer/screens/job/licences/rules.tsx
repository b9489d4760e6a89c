import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LicenceTable } from '../../../../app/contract/views';
import type { OwnRule } from '../../../../app/domain/licensing/own-rules';
import { licenceLabel } from '../../../../app/domain/licensing/types';
import { formatList } from '../../../format';
import { moved, ruleParts } from './rule-words';
import { RuleDialog } from './rule-form';

interface RulesProps {
  rules: readonly OwnRule[];
  types: LicenceTable['types'];
  onSave: (rules: OwnRule[]) => Promise<boolean>;
}

/** The installer's own rules, in the order in which they are asked: the first that fits a user decides. */
export function Rules({ rules, types, onSave }: RulesProps) {
  const { t } = useTranslation('steps');
  const [edited, setEdited] = useState<OwnRule | 'new' | null>(null);
  const [saving, setSaving] = useState(false);
  const lead = useId();

  async function save(next: OwnRule[]): Promise<void> {
    setSaving(true);
    await onSave(next);
    setSaving(false);
  }
  function keep(rule: OwnRule): void {
    const known = rules.some(({ id }) => id === rule.id);
    void save(known ? rules.map((one) => (one.id === rule.id ? rule : one)) : [...rules, rule]);
    setEdited(null);
  }
  return (
    <details className="own-rules">
      <summary>{t('licences.rules.title', { count: rules.length })}</summary>
      <p id={lead} className="quiet-text">
        {t('licences.rules.lead')}
      </p>
      <ol aria-describedby={lead}>
        {rules.map((rule, place) => (
          <RuleLine
            key={rule.id}
            rule={rule}
            place={place}
            last={place === rules.length - 1}
            saving={saving}
            onEdit={() => {
              setEdited(rule);
            }}
            onMove={(by) => void save(moved(rules, place, by))}
            onDelete={() => void save(rules.filter(({ id }) => id !== rule.id))}
          />
        ))}
      </ol>
      <button
        type="button"
        className="button"
        disabled={saving}
        onClick={() => {
          setEdited('new');
        }}
      >
        {t('licences.rules.add')}
      </button>
      {edited && (
        <RuleDialog
          rule={edited === 'new' ? null : edited}
          types={types}
          onKeep={keep}
          onClose={() => {
            setEdited(null);
          }}
        />
      )}
    </details>
  );
}

interface RuleLineProps {
  rule: OwnRule;
  place: number;
  last: boolean;
  saving: boolean;
  onEdit: () => void;
  onMove: (by: number) => void;
  onDelete: () => void;
}

function RuleLine({ rule, place, last, saving, onEdit, onMove, onDelete }: RuleLineProps) {
  const { t } = useTranslation('steps');
  const rank = place + 1;
  const acts = [
    { name: 'edit', act: onEdit, off: false },
    {
      name: 'up',
      act: () => {
        onMove(-1);
      },
      off: place === 0,
    },
    {
      name: 'down',
      act: () => {
        onMove(1);
      },
      off: last,
    },
    { name: 'delete', act: onDelete, off: false },
  ] as const;
  return (
    <li>
      <p>
        <strong>{licenceLabel(rule.type)}</strong> {formatList(ruleParts(t, rule))}
      </p>
      {rule.note !== '' && <p className="quiet-text">{rule.note}</p>}
      <div className="rule-acts">
        {acts.map(({ name, act, off }) => (
          <button
            key={name}
            type="button"
            className="link"
            disabled={off || saving}
            aria-label={t(`licences.rules.${name}Named`, { place: rank })}
            onClick={act}
          >
            {t(`licences.rules.${name}`)}
          </button>
        ))}
      </div>
    </li>
  );
}
