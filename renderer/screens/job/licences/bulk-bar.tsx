import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sureness } from '../../../../app/domain/licensing/why';
import { openSuggestions } from './open-suggestions';
import type { TableView, ViewAct } from './view';

interface BulkBarProps {
  view: TableView;
  /** The selected among the shown. */
  selected: readonly string[];
  act: (act: ViewAct) => void;
}

const hand = { by: 'hand' } as const;

/** What can be done with many users at once. */
export function BulkBar({ view, selected, act }: BulkBarProps) {
  const { t } = useTranslation('steps');
  const { types } = view.told;
  const [type, setType] = useState(types[0]?.wire ?? '');
  const id = useId();
  const none = selected.length === 0;
  const hidden = view.table.selected.size - selected.length;
  function set(to: string | null): void {
    act({ do: 'set', ids: selected, type: to, why: hand });
  }
  return (
    <div className="bulk">
      <span className="bulk-count" role="status">
        {t('licences.selected', { count: selected.length })}
        {hidden > 0 && ` ${t('licences.selectedHidden', { count: hidden })}`}
      </span>
      <label htmlFor={id}>{t('licences.setTo')}</label>
      <select
        id={id}
        value={type}
        onChange={(event) => {
          setType(event.currentTarget.value);
        }}
      >
        {types.map((one) => (
          <option key={one.wire} value={one.wire}>
            {one.label}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button"
        disabled={none}
        onClick={() => {
          set(type);
        }}
      >
        {t('licences.set')}
      </button>
      <button
        type="button"
        className="button quiet"
        disabled={none}
        onClick={() => {
          set(null);
        }}
      >
        {t('licences.reset')}
      </button>
    </div>
  );
}

/** Suggestions by how sure they are: the sure ones together, guesses each by a press of their own. */
export function SuggestBar({ view, act }: Pick<BulkBarProps, 'view' | 'act'>) {
  const { t } = useTranslation('steps');
  const { rows, choices } = view.table;
  const open = useMemo(() => openSuggestions({ rows, choices }), [rows, choices]);
  function apply(...sures: Sureness[]): void {
    act({ do: 'take-suggested', ids: sures.flatMap((sure) => open[sure]) });
  }
  const sure = open.told.length + open.certain.length;
  if (sure + open.likely.length + open.hint.length === 0) return null;
  return (
    <div
      className="suggest-bar"
      role="group"
      aria-label={t('licences.suggestions')}
      title={t('licences.suggestHint')}
    >
      {sure > 0 && (
        <button
          type="button"
          className="button"
          onClick={() => {
            apply('told', 'certain');
          }}
        >
          {t('licences.suggest', { count: sure })}
        </button>
      )}
      {open.likely.length > 0 && (
        <button
          type="button"
          className="button quiet"
          title={t('licences.sureMeans.likely')}
          onClick={() => {
            apply('likely');
          }}
        >
          {t('licences.suggestLikely', { count: open.likely.length })}
        </button>
      )}
      {open.hint.length > 0 && (
        <button
          type="button"
          className="button quiet"
          title={t('licences.sureMeans.hint')}
          onClick={() => {
            apply('hint');
          }}
        >
          {t('licences.suggestHints', { count: open.hint.length })}
        </button>
      )}
    </div>
  );
}

interface ChangeBarProps extends Pick<BulkBarProps, 'view' | 'act'> {
  onDifference: () => void;
}

/** Back and forth over what was chosen, and all of it at a glance. Each has its key, told in the tip. */
export function ChangeBar({ view, act, onDifference }: ChangeBarProps) {
  const { t } = useTranslation('steps');
  const { choices, history } = view.table;
  return (
    <div className="change-bar">
      <button
        type="button"
        className="button quiet"
        title={t('licences.undoHint')}
        aria-keyshortcuts="Control+Z"
        disabled={history.past.length === 0}
        onClick={() => {
          act({ do: 'undo' });
        }}
      >
        {t('licences.undo')}
      </button>
      <button
        type="button"
        className="button quiet"
        title={t('licences.redoHint')}
        aria-keyshortcuts="Control+Shift+Z Control+Y"
        disabled={history.future.length === 0}
        onClick={() => {
          act({ do: 'redo' });
        }}
      >
        {t('licences.redo')}
      </button>
      {choices.size > 0 && (
        <button
          type="button"
          className="button quiet"
          onClick={() => {
            act({ do: 'set', ids: [...choices.keys()], type: null, why: hand });
          }}
        >
          {t('licences.resetAll')}
        </button>
      )}
      <button
        type="button"
        className="button"
        title={t('licences.differenceHint')}
        aria-keyshortcuts="Alt+D"
        disabled={choices.size === 0}
        onClick={onDifference}
      >
        {t('licences.showDifference', { count: choices.size })}
      </button>
    </div>
  );
}
