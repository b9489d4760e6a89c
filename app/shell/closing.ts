import { dialog, type BrowserWindow } from 'electron';

/** In English, as all that stands outside of the window's pages. */
const question = {
  type: 'warning' as const,
  title: 'PBX Activation Wizard',
  message: 'The script of a move is running, and on the old PBX there is neither tmux nor screen.',
  detail: 'If the wizard is closed now, the script ends half-way. Let it come to its end first.',
  buttons: ['Keep it open', 'Close and end the script'],
  defaultId: 0,
  cancelId: 0,
};

/**
 * Neither the window closes nor the app quits over something that would end with it, unless the person says so.
 * @returns whether it may end now; asks where that is a question, and once
 */
export function guardClosing(window: BrowserWindow, wouldEnd: () => boolean): () => boolean {
  let agreed = false;
  const mayEnd = (): boolean => {
    if (!wouldEnd()) return true;
    agreed ||= dialog.showMessageBoxSync(window, question) !== question.cancelId;
    return agreed;
  };
  window.on('close', (event) => {
    if (!mayEnd()) event.preventDefault();
  });
  return mayEnd;
}
