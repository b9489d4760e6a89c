import { Icon } from '../../../../components/icon';
import { useSay } from '../use-say';

/** Something only the installer can say. */
export function Word(props: { code: string; title?: string; text: string; button: string }) {
  const say = useSay();
  return (
    <section className="keep">
      {props.title !== undefined && <h2>{props.title}</h2>}
      <p>{props.text}</p>
      <button type="button" className="button strong" onClick={() => void say(props.code)}>
        <Icon name="check" />
        {props.button}
      </button>
    </section>
  );
}
