import { useCallback, useEffect, useId, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { SecretTaken } from '../../../app/contract/views';
import type { Result } from '../../../app/domain/error';
import type { SecretName } from '../../../app/domain/job';
import { Icon } from '../../components/icon';
import { Words } from '../../components/words';
import { say } from '../../strings/said';
import { useSecretInfo, useStep } from './step-context';

/** What became of a secret on its way in: never the secret itself. */
export interface SecretAct {
  /** Why the last one was refused, as a text code. */
  refused: string | null;
  /** Length of the one accepted last, in this window. */
  length: number | null;
  act: (asking: Promise<Result<SecretTaken>>) => Promise<boolean>;
  /** Resolves when what was given last has been taken or refused: the main button waits for it. */
  settled: () => Promise<unknown>;
}

/** Keeps what became of the secrets of one field: a reason or a length. */
export function useSecretAct(): SecretAct {
  const [refused, setRefused] = useState<string | null>(null);
  const [length, setLength] = useState<number | null>(null);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const act = useCallback(async (asking: Promise<Result<SecretTaken>>): Promise<boolean> => {
    last.current = asking;
    const result = await asking;
    if (!result.ok) return false;
    setRefused(result.value.taken ? null : result.value.not);
    if (result.value.taken) setLength(result.value.length);
    return result.value.taken;
  }, []);
  const settled = useCallback(() => last.current, []);
  return { refused, length, act, settled };
}

/**
 * Reads a typed secret out of its field and empties the field in the same breath. The value goes from the DOM straight
 * into the call: never into React's state, where tools and crash reports would see it.
 */
function take(input: RefObject<HTMLInputElement | null>): string {
  const value = input.current?.value ?? '';
  if (input.current) input.current.value = '';
  return value;
}

/** The field, and the one way out of it. */
export interface SecretInput {
  input: RefObject<HTMLInputElement | null>;
  /** Sends what stands in the field: `empty` when nothing does. */
  send: () => Promise<'empty' | 'taken' | 'refused'>;
}

/** For a {@link SecretField}. */
export function useSecretInput(name: SecretName, { act, settled }: SecretAct): SecretInput {
  const { view, call } = useStep();
  const input = useRef<HTMLInputElement>(null);
  async function send(): Promise<'empty' | 'taken' | 'refused'> {
    // One that is still on its way must be there before the step goes on with it.
    await settled();
    const value = take(input);
    if (value === '') return 'empty';
    const taken = await act(call('secrets.put', { job: view.state.id, name, value }));
    if (!taken) input.current?.focus();
    return taken ? 'taken' : 'refused';
  }
  return { input, send };
}

interface SecretFieldProps {
  label: string;
  hint?: string;
  input: RefObject<HTMLInputElement | null>;
  refused: string | null;
  onEnter: () => void;
  onType?: (input: HTMLInputElement) => void;
}

/** A password field that React does not control: what is typed lives in the DOM until it is sent. */
export function SecretField({ label, hint, input, refused, onEnter, onType }: SecretFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        ref={input}
        id={id}
        type="password"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={refused !== null || undefined}
        aria-describedby={`${id}-hint`}
        onInput={(event) => onType?.(event.currentTarget)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          onEnter();
        }}
      />
      <span id={`${id}-hint`} className={refused === null ? 'field-hint' : 'field-problem'} role="status">
        {refused === null ? hint !== undefined && <Words>{hint}</Words> : say('refusal', { code: refused })}
      </span>
    </div>
  );
}

/** Why a pasted or generated secret was not taken. */
export function Refusal({ code }: { code: string | null }) {
  return (
    <span className="field-problem" role="status">
      {code === null ? '' : say('refusal', { code })}
    </span>
  );
}

interface HeldSecretProps {
  name: SecretName;
  label: string;
  length: number | null;
  show?: boolean;
}

/** A secret the wizard has: where it came from, where it is kept, copy, and on explicit wish for 20 seconds: itself. */
export function HeldSecret({ name, label, length, show = false }: HeldSecretProps) {
  const { t } = useTranslation('steps');
  const info = useSecretInfo(name);
  if (!info) return null;
  return (
    <div className="held">
      <Icon name="lock" />
      <p>
        <strong>{label}</strong>
        <span>
          {t('secret.held')}, {t(`secret.origin.${info.origin}`)}, {t(`secret.kept.${info.kept}`)}
          {length !== null && <>, {t('secret.heldLength', { count: length })}</>}
        </span>
      </p>
      {show && <Reveal name={name} />}
      <CopySecret name={name} label={t('secret.copy')} />
    </div>
  );
}

const copiedMs = 3000;

/** To the clipboard by the main process, which empties it again after a minute. */
export function CopySecret({ name, label }: { name: SecretName; label: string }) {
  const { t } = useTranslation('steps');
  const { view, call } = useStep();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => {
      setCopied(false);
    }, copiedMs);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);
  return (
    <span className="copy-secret">
      <button
        type="button"
        className="button"
        onClick={() =>
          void call('secrets.copy', { job: view.state.id, name }).then((result) => {
            setCopied(result.ok);
          })
        }
      >
        <Icon name={copied ? 'check' : 'copy'} />
        {label}
      </button>
      <span className="field-hint" role="status">
        {copied ? t('secret.copied') : ''}
      </span>
    </span>
  );
}

const shownMs = 20_000;

/** The value is written into one node by hand and taken out again: React never holds it. */
function Reveal({ name }: { name: SecretName }) {
  const { t } = useTranslation('steps');
  const { view, call } = useStep();
  const place = useRef<HTMLElement>(null);
  const [shown, setShown] = useState(false);

  const hide = useCallback(() => {
    if (place.current) place.current.textContent = '';
    setShown(false);
  }, []);
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(hide, shownMs);
    return () => {
      clearTimeout(timer);
    };
  }, [shown, hide]);

  async function show(): Promise<void> {
    const result = await call('secrets.reveal', { job: view.state.id, name });
    if (!result.ok || !place.current) return;
    place.current.textContent = result.value.value;
    setShown(true);
  }
  return (
    <span className="reveal" data-shown={shown || undefined}>
      <code ref={place} translate="no" />
      {shown && <span className="field-hint">{t('secret.shown')}</span>}
      <button type="button" className="button" onClick={shown ? hide : () => void show()}>
        {shown ? t('secret.hide') : t('secret.show')}
      </button>
    </span>
  );
}
