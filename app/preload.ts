import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from './contract/client';
import { callChannel, eventChannel } from './contract/channels';

/**
 * The bridge: two functions that carry data. Every name and value is checked in the main process by the contract, so the
 * window cannot ask for more by being clever here.
 */
const bridge: Bridge = {
  call: (name, arg) => ipcRenderer.invoke(callChannel, name, arg) as ReturnType<Bridge['call']>,
  on(name, listener) {
    const heard = (_event: unknown, sent: unknown, value: unknown): void => {
      if (sent === name) listener(value);
    };
    ipcRenderer.on(eventChannel, heard);
    return () => ipcRenderer.off(eventChannel, heard);
  },
};

contextBridge.exposeInMainWorld('wizard', bridge);
