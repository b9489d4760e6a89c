import { createContext, useContext } from 'react';
import { clientOf, type Client } from '../app/contract/client';

/** The one way out of the window. Tests give the contract's double here. */
export const ClientContext = createContext<Client | null>(null);

/** Throws where no client was put around the component. */
export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error('no client around this component');
  return client;
}

/** The client over what the preload script put on the window. */
export function windowClient(): Client {
  return clientOf(window.wizard);
}
