import { createContext, useContext } from 'react';
import { clientOf, type Client } from '../app/contract/client';

/** The one way out of the window. Tests give the contract's double here. */
export const ClientContext = createContext<Client | null>(null);

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error('no client around this component');
  return client;
}

export function windowClient(): Client {
  return clientOf(window.wizard);
}
