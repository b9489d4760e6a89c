import { dialog, type BrowserWindow } from 'electron';

/** In English, as all that stands outside of the window's pages. */
const question = {
  type: 'warning' as const,
  title: 'PBX Activation Wizard',
  message: 'The script of a move is running, and there is no tmux on the old PBX.',
  detail: 'If the wizard is closed now, the script ends half-way. Let it come to its end first.',
  buttons: ['Keep it open', 'Close and end the script'],
  defaultId: 0,
  cancelId: 0,
};

/** The window does not close over something that would end with it, unless the person says so. */
export function guardClosing(window: BrowserWindow, wouldEnd: () => boolean): void {
  window.on('close', (event) => {
    if (!wouldEnd()) return;
    if (dialog.showMessageBoxSync(window, question) === 0) event.preventDefault();
  });
}
