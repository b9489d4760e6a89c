import { Menu, type MenuItemConstructorOptions } from 'electron';

/** Before the app is ready: Electron makes a menu of its own then, and that holds up the window. */
export function openWithoutMenu(): void {
  Menu.setApplicationMenu(null);
}

/** The usual menus, for their keys too: edit, zoom, full screen. */
export function giveMenu(): void {
  const usual: MenuItemConstructorOptions[] = [
    { role: 'editMenu' },
    { role: 'viewMenu' },
    { role: 'windowMenu' },
  ];
  const items = process.platform === 'darwin' ? [{ role: 'appMenu' } as const, ...usual] : usual;
  Menu.setApplicationMenu(Menu.buildFromTemplate(items));
}
