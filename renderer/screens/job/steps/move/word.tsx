import { Icon } from '../../../../components/icon';
import { useStep } from '../../step-context';

/** Something only the installer can say; said, the step looks again. */
export function Word(props: { code: string; title?: string; text: string; button: string }) {
  const { view, step, call } = useStep();
  async function say(): Promise<void> {
    const at = { job: view.state.id, step: step.id };
    const said = await call('steps.confirm', { ...at, code: props.code, note: '' });
    if (said.ok) await call('steps.look', at);
  }
  return (
    <section className="keep">
      {props.title !== undefined && <h2>{props.title}</h2>}
      <p>{props.text}</p>
      <button type="button" className="button strong" onClick={() => void say()}>
        <Icon name="check" />
        {props.button}
      </button>
    </section>
  );
}
