import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { valuesOf, type Column } from '../../../../app/domain/licensing/table/rows';
import { valueText, withColumn } from './filter-values';
import type { TableView, ViewAct } from './view';

/** More than these are found by typing. */
const most = 80;
const width = 260;

interface FilterMenuProps {
  column: Column;
  name: string;
  view: TableView;
  act: (act: ViewAct) => void;
  button: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
}

/** The values of a column with how many users have each; those ticked are shown. Esc or a click elsewhere closes it. */
export function FilterMenu({ column, name, view, act, button, onClose }: FilterMenuProps) {
  const { t } = useTranslation('steps');
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  const [wanted, setWanted] = useState('');
  usePlace(panel, button);
  useDismiss(panel, button, onClose);
  const { rows, choices, filter } = view.table;
  const values = useMemo(() => valuesOf(rows, column, choices), [rows, column, choices]);
  const chosen = filter.columns[column] ?? [];
  const text = wanted.trim().toLowerCase();
  const found = values.filter(({ value }) => valueText(t, column, value).toLowerCase().includes(text));

  function toggle(value: string, on: boolean): void {
    const next = on ? [...chosen, value] : chosen.filter((one) => one !== value);
    act({ do: 'filter', filter: withColumn(filter, column, next) });
  }
  return (
    <div
      ref={panel}
      className="filter-menu"
      popover="manual"
      role="group"
      aria-label={t('licences.filterBy', { column: name })}
    >
      {values.length > 12 && (
        <>
          <label htmlFor={id}>{t('licences.findValue')}</label>
          <input
            id={id}
            type="search"
            value={wanted}
            onChange={(event) => {
              setWanted(event.currentTarget.value);
            }}
          />
        </>
      )}
      <ul>
        {found.slice(0, most).map(({ value, users }) => (
          <li key={value}>
            <label className="check">
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={(event) => {
                  toggle(value, event.currentTarget.checked);
                }}
              />
              <span>{valueText(t, column, value)}</span>
              <span className="number">{users}</span>
            </label>
          </li>
        ))}
      </ul>
      {found.length > most && (
        <p className="quiet-text">{t('licences.moreValues', { count: found.length - most })}</p>
      )}
      {chosen.length > 0 && (
        <button
          type="button"
          className="button quiet"
          onClick={() => {
            act({ do: 'filter', filter: withColumn(filter, column, []) });
          }}
        >
          {t('licences.showAllValues')}
        </button>
      )}
    </div>
  );
}

/** Above everything, under its button, and inside the window. */
function usePlace(
  panel: RefObject<HTMLDivElement | null>,
  button: RefObject<HTMLButtonElement | null>,
): void {
  useLayoutEffect(() => {
    const [menu, from] = [panel.current, button.current?.getBoundingClientRect()];
    if (!menu || !from) return;
    // Not in the tests' window.
    if ('showPopover' in menu) menu.showPopover();
    menu.style.top = `${String(from.bottom + 4)}px`;
    menu.style.left = `${String(Math.max(8, Math.min(from.left, window.innerWidth - width - 8)))}px`;
    menu.querySelector('input')?.focus();
  }, [panel, button]);
}

function useDismiss(
  panel: RefObject<HTMLDivElement | null>,
  button: RefObject<HTMLButtonElement | null>,
  onClose: () => void,
): void {
  useEffect(() => {
    const menu = panel.current;
    function isOutside(target: EventTarget | null): boolean {
      return target instanceof Node && !menu?.contains(target) && !button.current?.contains(target);
    }
    function onPress(event: PointerEvent): void {
      if (isOutside(event.target)) onClose();
    }
    function onFocus(event: FocusEvent): void {
      if (isOutside(event.target)) onClose();
    }
    function onKey(event: KeyboardEvent): void {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      button.current?.focus();
      onClose();
    }
    document.addEventListener('pointerdown', onPress);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPress);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('keydown', onKey);
    };
  }, [panel, button, onClose]);
}
