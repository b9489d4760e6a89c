import { createRoot } from 'react-dom/client';
import { App } from './app';
import { ClientContext, windowClient } from './client';
import { startStrings } from './strings';
import './styles/tokens.css';
import './styles/base.css';
import './styles/components.css';

startStrings();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <ClientContext value={windowClient()}>
    <App />
  </ClientContext>,
);
