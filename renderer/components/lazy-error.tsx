import { lazy, Suspense } from 'react';
import type { WizardError } from '../../app/domain/error';
import { loadStrings } from '../strings';

const Panel = lazy(async () => {
  const [panel] = await Promise.all([import('./error-panel'), loadStrings('errors', 'steps', 'evidence')]);
  return { default: panel.ErrorPanel };
});

/** For Home: errors are rare there, so their texts are fetched only then. */
export function LazyError(props: { error: WizardError; onRetry?: () => void }) {
  return (
    <Suspense>
      <Panel {...props} />
    </Suspense>
  );
}
