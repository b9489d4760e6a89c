import { Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A quiet button that opens a dialog, which may still have to be loaded. `children` makes it, given what closes it. */
export function OpensDialog({
  label,
  children,
}: {
  label: string;
  children: (close: () => void) => ReactNode;
}) {
  const { t } = useTranslation('common');
  const [open, setOpen] = useState(false);
  const close = (): void => {
    setOpen(false);
  };
  return (
    <>
      <button
        type="button"
        className="button quiet"
        onClick={() => {
          setOpen(true);
        }}
      >
        {label}
      </button>
      {open && <Suspense fallback={<span role="status">{t('loading')}</span>}>{children(close)}</Suspense>}
    </>
  );
}
