import { useId } from 'react';

interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  problem?: string | null;
  hint?: string;
  lines?: number;
  numeric?: boolean;
}

/** A field of this form only: what is typed stays here. */
export function Field({ label, value, onChange, problem = null, hint, lines, numeric = false }: FieldProps) {
  const id = useId();
  const told = problem ?? hint;
  const shared = {
    id,
    value,
    spellCheck: false,
    'aria-invalid': problem !== null || undefined,
    'aria-describedby': told === undefined ? undefined : `${id}-hint`,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {lines === undefined ? (
        <input
          {...shared}
          type="text"
          inputMode={numeric ? 'numeric' : 'text'}
          autoComplete="off"
          onChange={(event) => {
            onChange(event.currentTarget.value);
          }}
        />
      ) : (
        <textarea
          {...shared}
          rows={lines}
          onChange={(event) => {
            onChange(event.currentTarget.value);
          }}
        />
      )}
      {told !== undefined && (
        <span id={`${id}-hint`} className={problem === null ? 'field-hint' : 'field-problem'}>
          {told}
        </span>
      )}
    </div>
  );
}
