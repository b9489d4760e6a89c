import { useState } from 'react';
import type { FileRead } from '../../../../app/domain/licensing/csv/read';
import type { TableView } from './view';

export interface ReadFile {
  name: string;
  /** Null: it could not be read at all. */
  read: FileRead | null;
}

/** A file of types, read in the window. The reader is fetched only now: few need it. */
export function useFile(view: TableView) {
  const [file, setFile] = useState<ReadFile | null>(null);
  async function open(chosen: File): Promise<void> {
    setFile({ name: chosen.name, read: await readFile(chosen, view) });
  }
  return {
    file,
    open: (chosen: File) => void open(chosen),
    close: () => {
      setFile(null);
    },
  };
}

async function readFile(file: File, { table, told }: TableView): Promise<FileRead | null> {
  try {
    const [{ readTypes }, bytes] = await Promise.all([
      import('../../../../app/domain/licensing/csv/read'),
      file.arrayBuffer(),
    ]);
    const users = table.rows.map(({ user }) => user);
    return readTypes(
      new Uint8Array(bytes),
      users,
      told.types.map(({ wire }) => wire),
    );
  } catch {
    return null;
  }
}
