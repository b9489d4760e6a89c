import { useTranslation } from 'react-i18next';
import { licenceLabel } from '../../../../../app/domain/licensing/types';
import { captureFields, type CaptureField } from '../../../../../app/domain/rma/capture';
import type { Capture } from '../../../../../app/domain/rma/facts';
import { CopyButton } from '../../../../components/copy-button';
import { formatDate, formatList } from '../../../../format';
import { useStep } from '../../step-context';
import '../../../../styles/rma.css';

/** What is known of the old PBX by now, each value with where it comes from; what is not is said to be so. */
export function Known() {
  const { t } = useTranslation('steps');
  const { view } = useStep();
  const capture = view.state.facts.capture ?? {};
  // The users one by one are not sent to the window: their number is.
  const fields = captureFields.filter((field) => field !== 'users');
  if (fields.every((field) => capture[field] === undefined)) return null;
  return (
    <section className="known">
      <h2>{t('old-pbx.knownTitle')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('old-pbx.value')}</th>
            <th scope="col">{t('old-pbx.known')}</th>
            <th scope="col">{t('old-pbx.from')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <Line key={field} field={field} capture={capture} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What is looked for in the portal. */
const copied: ReadonlySet<CaptureField> = new Set(['name', 'serial', 'swSerial']);

function Line({ field, capture }: { field: CaptureField; capture: Capture }) {
  const { t } = useTranslation('steps');
  const told = capture[field];
  const from = told && `${t(`old-pbx.origins.${told.origin}`)}, ${formatDate(told.at)}`;
  return (
    <tr>
      <th scope="row">{t(`old-pbx.values.${field}`)}</th>
      <td className={told ? undefined : 'quiet-text'}>
        {told ? textOf(field, capture) || t('old-pbx.none') : t('old-pbx.notKnown')}
        {told && copied.has(field) && (
          <CopyButton name={t(`old-pbx.values.${field}`)} text={textOf(field, capture)} />
        )}
      </td>
      <td className="quiet-text">{from}</td>
    </tr>
  );
}

function textOf(field: CaptureField, capture: Capture): string {
  switch (field) {
    case 'licences':
      return formatList(
        (capture.licences?.value ?? []).map(
          ({ type, bought }) => `${licenceLabel(type)} ${String(bought ?? '–')}`,
        ),
      );
    case 'types':
      return formatList(
        (capture.types?.value ?? []).map(({ type, users }) => `${licenceLabel(type)} ${String(users)}`),
      );
    case 'users':
      return String(capture.users?.value.length ?? 0);
    case 'devices':
      return String(capture.devices?.value.length ?? 0);
    default:
      return String(capture[field]?.value ?? '');
  }
}
