/** The only two channels between main process and window. */
export const callChannel = 'wizard:call';
export const eventChannel = 'wizard:event';
