import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobSummary } from '../../../app/contract/views';

/** Jobs in which every word typed is found somewhere; all of them while nothing is typed. */
export interface Search {
  typed: string;
  type: (text: string) => void;
  field: RefObject<HTMLInputElement | null>;
  found: readonly JobSummary[];
}

export function useSearch(jobs: readonly JobSummary[]): Search {
  const { t } = useTranslation('common');
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  // Made once a list: while a word is typed only texts are compared.
  const texts = useMemo(
    () => jobs.map((job) => ({ job, text: plain(textsOf(job, t(`kinds.${job.kind}`)).join('\n')) })),
    [jobs, t],
  );
  const found = useMemo(() => {
    const words = plain(typed).split(/\s+/).filter(Boolean);
    return texts.filter(({ text }) => words.every((word) => text.includes(word))).map(({ job }) => job);
  }, [texts, typed]);
  useSearchKeys(field);
  return { typed, type: setTyped, field, found };
}

/** Serials also without their blanks and dashes, as they stand on a label and as they are typed. */
function textsOf(job: JobSummary, kind: string): string[] {
  const { customer, pbxName, address, serials } = job;
  return [customer, pbxName, address, kind, ...serials, ...serials.map((one) => one.replace(/[^\w]/g, ''))];
}

/** Case and accents aside: a customer is found however hurried the typing. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}

/** `/` where nothing is being typed, Ctrl+F (⌘F) anywhere. */
function useSearchKeys(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      const find = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'f';
      if (!find && (event.key !== '/' || isTyping(event.target))) return;
      if (!field.current) return;
      field.current.focus();
      field.current.select();
      event.preventDefault();
    }
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [field]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}
