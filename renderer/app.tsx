import { Component, lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoute } from './route';
import { Home } from './screens/home/home';
import { loadStrings } from './strings';

const JobScreen = lazy(async () => {
  const [screen] = await Promise.all([
    import('./screens/job/job-screen'),
    loadStrings('job', 'steps', 'evidence', 'errors', 'field'),
  ]);
  return { default: screen.JobScreen };
});

const ReportPage = lazy(async () => {
  const [screen] = await Promise.all([
    import('./screens/report/report-page'),
    loadStrings('report', 'job', 'steps', 'evidence', 'errors'),
  ]);
  return { default: screen.ReportPage };
});

const RecipesScreen = lazy(async () => {
  const [screen] = await Promise.all([
    import('./screens/recipes/recipes-screen'),
    loadStrings('recipes', 'errors'),
  ]);
  return { default: screen.RecipesScreen };
});

const ReceivedScreen = lazy(async () => {
  const [screen] = await Promise.all([
    import('./screens/hand-over/received-screen'),
    loadStrings('office', 'report', 'job', 'steps', 'evidence', 'errors'),
  ]);
  return { default: screen.ReceivedScreen };
});

/** The window: one screen by its address. Home comes with the first bundle, the others when asked for. */
export function App() {
  return (
    <Crash>
      <Suspense fallback={<Opening />}>
        <Screen />
      </Suspense>
    </Crash>
  );
}

function Screen() {
  const route = useRoute();
  if (route.screen === 'job') return <JobScreen key={route.job} job={route.job} step={route.step} />;
  if (route.screen === 'report') return <ReportPage job={route.job} />;
  if (route.screen === 'recipes') return <RecipesScreen />;
  if (route.screen === 'received') return <ReceivedScreen origin={route.origin} />;
  return <Home />;
}

function Opening() {
  const { t } = useTranslation();
  return <p className="opening">{t('loading')}</p>;
}

/** Last resort: the job is safe in the main process, so loading the window again loses nothing. */
class Crash extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };
  static getDerivedStateFromError() {
    return { crashed: true };
  }
  override render() {
    return this.state.crashed ? <CrashScreen /> : this.props.children;
  }
}

function CrashScreen() {
  const { t } = useTranslation();
  return (
    <main className="crash">
      <h1>{t('crash.title')}</h1>
      <p>{t('crash.text')}</p>
      <button
        type="button"
        className="button primary"
        onClick={() => {
          window.location.reload();
        }}
      >
        {t('crash.reload')}
      </button>
    </main>
  );
}
