import { useId, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { LicenceTable } from '../../../../app/contract/views';
import { refuseRule, type OwnRule } from '../../../../app/domain/licensing/own-rules';
import { licenceLabel } from '../../../../app/domain/licensing/types';
import { Dialog } from '../../../components/dialog';
import { namesOf, typesOf } from './rule-words';

const fields = ['extensions', 'name', 'groups', 'departments', 'roles', 'typesNow', 'note'] as const;
type Field = (typeof fields)[number];
type Typed = Record<Field, string> & { type: string };

interface RuleDialogProps {
  /** Null: a new one. */
  rule: OwnRule | null;
  types: LicenceTable['types'];
  onKeep: (rule: OwnRule) => void;
  onClose: () => void;
}

/** One rule: who, and which type. */
export function RuleDialog({ rule, types, onKeep, onClose }: RuleDialogProps) {
  const { t } = useTranslation('steps');
  const [typed, setTyped] = useState<Typed>(() => typedOf(rule, types[0]?.wire ?? ''));
  const [refused, setRefused] = useState<ReturnType<typeof refuseRule>>(null);
  const id = useId();

  function onSubmit(event: SyntheticEvent): void {
    event.preventDefault();
    const made = ruleOf(rule?.id ?? crypto.randomUUID(), typed);
    const problem = refuseRule(made);
    setRefused(problem);
    if (!problem) onKeep(made);
  }
  return (
    <Dialog title={t(rule ? 'licences.rules.editTitle' : 'licences.rules.addTitle')} onClose={onClose}>
      <form className="rule-form" onSubmit={onSubmit}>
        <p className="quiet-text">{t('licences.rules.formLead')}</p>
        {fields.map((field) => (
          <RuleField
            key={field}
            field={field}
            value={typed[field]}
            problem={refused?.field === field ? t(`licences.rules.not.${refused.not}`) : null}
            onType={(value) => {
              setTyped({ ...typed, [field]: value });
            }}
          />
        ))}
        <div className="field">
          <label htmlFor={id}>{t('licences.rules.fields.type')}</label>
          <select
            id={id}
            value={typed.type}
            onChange={(event) => {
              setTyped({ ...typed, type: event.currentTarget.value });
            }}
          >
            {types.map(({ wire, label }) => (
              <option key={wire} value={wire}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" className="button strong">
          {t('licences.rules.save')}
        </button>
      </form>
    </Dialog>
  );
}

interface RuleFieldProps {
  field: Field;
  value: string;
  problem: string | null;
  onType: (value: string) => void;
}

function RuleField({ field, value, problem, onType }: RuleFieldProps) {
  const { t } = useTranslation('steps');
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t(`licences.rules.fields.${field}`)}</label>
      <input
        id={id}
        type="text"
        maxLength={field === 'name' ? 200 : 500}
        placeholder={t(`licences.rules.examples.${field}`)}
        value={value}
        aria-invalid={problem !== null || undefined}
        aria-describedby={`${id}-problem`}
        onChange={(event) => {
          onType(event.currentTarget.value);
        }}
      />
      <p id={`${id}-problem`} className="field-problem" role="status">
        {problem}
      </p>
    </div>
  );
}

function typedOf(rule: OwnRule | null, type: string): Typed {
  return {
    extensions: rule?.extensions ?? '',
    name: rule?.name ?? '',
    groups: (rule?.groups ?? []).join(', '),
    departments: (rule?.departments ?? []).join(', '),
    roles: (rule?.roles ?? []).join(', '),
    typesNow: (rule?.typesNow ?? []).map(licenceLabel).join(', '),
    note: rule?.note ?? '',
    type: rule?.type ?? type,
  };
}

function ruleOf(id: string, typed: Typed): OwnRule {
  return {
    id,
    extensions: typed.extensions.trim(),
    name: typed.name.trim(),
    groups: namesOf(typed.groups),
    departments: namesOf(typed.departments),
    roles: namesOf(typed.roles),
    typesNow: typesOf(typed.typesNow),
    note: typed.note.trim(),
    type: typed.type,
  };
}
