import { useEffect, useRef, useState, type DragEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobSummary } from '../../../app/contract/views';
import { LazyError } from '../../components/lazy-error';
import { useJobs } from '../../state/use-app';
import '../../styles/home.css';
import { Footer } from './footer';
import { JobRows } from './job-rows';
import { HandOverDialog, JobDialog } from './lazy-dialogs';
import { NewJob } from './new-job';
import { Practise } from './practise';
import { useSearch, type Search } from './search';
import { TourOffer } from './tour-offer';

const noJobs: readonly JobSummary[] = [];

/** Open jobs first, then what can be begun, then practice; finished and archived ones folded away. */
export function Home() {
  const { t } = useTranslation(['home', 'common']);
  const jobs = useJobs();
  const search = useSearch(jobs.value ?? noJobs);
  const [file, setFile] = useState<File | null>(null);
  /** A file may have brought a template: what can be begun is asked for anew. */
  const [files, setFiles] = useState(0);
  const [chosen, setChosen] = useState<JobSummary | null>(null);
  useEffect(() => {
    document.title = t('common:appName');
  }, [t]);
  useUsableMark(jobs.value !== undefined);
  const heading = useFocusKept(jobs.value, chosen !== null);
  const drop = useDrop(setFile);
  const { atWork, open, finished, archived } = groupsOf(search.found);
  const searching = search.typed.trim() !== '';

  return (
    <div className="home" data-drop={drop.over || undefined} {...drop.handlers}>
      <header className="home-head">
        <span className="mark" aria-hidden="true" />
        <span className="app-name">{t('common:appName')}</span>
        {jobs.value && jobs.value.length > 0 && <SearchField search={search} />}
      </header>
      <main>
        <h1 className="unseen">{t('title')}</h1>
        {jobs.error && <LazyError error={jobs.error} onRetry={jobs.again} />}
        <TourOffer />
        <section aria-labelledby="open-jobs">
          <h2 id="open-jobs" ref={heading} tabIndex={-1}>
            {t('open.title')}
          </h2>
          {jobs.value && open.length + atWork.length === 0 && <NoneOpen searching={searching} />}
          {atWork.length > 0 && <h3>{t('open.atWork')}</h3>}
          <JobRows jobs={atWork} onMore={setChosen} />
          {atWork.length > 0 && open.length > 0 && <h3>{t('open.needsYou')}</h3>}
          <JobRows jobs={open} onMore={setChosen} />
        </section>
        <Folded
          title={t('finished.title', { count: finished.length })}
          jobs={finished}
          {...{ searching, setChosen }}
        />
        <NewJob key={files} onFile={setFile} />
        <Practise />
        <Folded
          title={t('archived.title', { count: archived.length })}
          jobs={archived}
          {...{ searching, setChosen }}
        />
      </main>
      <Footer />
      {drop.over && <p className="drop-here">{t('file.drop')}</p>}
      {file && (
        <HandOverDialog
          file={file}
          onClose={() => {
            setFile(null);
            setFiles(files + 1);
          }}
        />
      )}
      {chosen && (
        <JobDialog
          job={jobs.value?.find(({ id }) => id === chosen.id) ?? chosen}
          onClose={() => {
            setChosen(null);
          }}
        />
      )}
    </div>
  );
}

function groupsOf(jobs: readonly JobSummary[]) {
  const listed = jobs.filter((job) => !job.archived);
  return {
    atWork: listed.filter((job) => job.atWork),
    open: listed.filter((job) => !job.atWork && job.status !== 'done'),
    finished: listed.filter((job) => !job.atWork && job.status === 'done'),
    archived: jobs.filter((job) => job.archived),
  };
}

function SearchField({ search: { typed, type, field, found } }: { search: Search }) {
  const { t } = useTranslation('home');
  return (
    <div role="search" className="home-search">
      <input
        ref={field}
        type="search"
        aria-label={t('search.label')}
        aria-keyshortcuts="/ Control+F"
        placeholder={t('search.label')}
        title={t('search.hint')}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          type(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') type('');
        }}
      />
      <kbd aria-hidden="true">/</kbd>
      <span className="unseen" role="status">
        {typed.trim() !== '' && t('search.found', { count: found.length })}
      </span>
    </div>
  );
}

function NoneOpen({ searching }: { searching: boolean }) {
  const { t } = useTranslation('home');
  if (searching) return <p className="empty">{t('search.none')}</p>;
  return (
    <div className="empty">
      <p className="empty-title">{t('open.none')}</p>
      <p>{t('open.noneHelp')}</p>
    </div>
  );
}

interface FoldedProps {
  title: string;
  jobs: readonly JobSummary[];
  /** What was searched for is shown, wherever it lies. */
  searching: boolean;
  setChosen: (job: JobSummary) => void;
}

function Folded({ title, jobs, searching, setChosen }: FoldedProps) {
  if (jobs.length === 0) return null;
  return (
    <details className="finished" key={String(searching)} open={searching}>
      <summary>{title}</summary>
      <JobRows jobs={jobs} onMore={setChosen} />
    </details>
  );
}

/** A file dropped anywhere on Home. */
function useDrop(onFile: (file: File) => void) {
  const [over, setOver] = useState(false);
  const hasFile = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');
  return {
    over,
    handlers: {
      onDragOver: (event: DragEvent): void => {
        if (!hasFile(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: (event: DragEvent): void => {
        // Only when it leaves Home, not when it goes from one part of it to another.
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop: (event: DragEvent): void => {
        const [file] = event.dataTransfer.files;
        setOver(false);
        if (!file) return;
        event.preventDefault();
        onFile(file);
      },
    },
  };
}

/** A row that is put away takes the focus with it: the keyboard goes on from the head of the list. */
function useFocusKept(jobs: unknown, dialogOpen: boolean): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (dialogOpen) wasOpen.current = true;
    else if (wasOpen.current && document.activeElement === document.body) {
      wasOpen.current = false;
      heading.current?.focus();
    }
  }, [jobs, dialogOpen]);
  return heading;
}

/** Marks the moment the first screen is painted with its jobs and can be used; the bench reads it. */
function useUsableMark(ready: boolean): void {
  useEffect(() => {
    if (!ready) return;
    requestAnimationFrame(() => setTimeout(() => performance.mark('usable')));
  }, [ready]);
}
