import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { root } from './paths.mjs';

// Children in the foreground get our signals and are waited for; children in the background (a display,
// a keychain) outlive them and are ended when this process ends, however it ends.

const foreground = new Set();
const lastThings = new Set();
let interruptedBy;

/** The command was stopped from outside (Ctrl-C, SIGTERM). */
export class Interrupted extends Error {
  constructor(signal) {
    super(`stopped by ${signal}`);
    this.name = 'Interrupted';
    /** What a shell expects of a process that ended by this signal. */
    this.exitCode = 128 + (constants.signals[signal] ?? 0);
  }
}

/** Makes Ctrl-C and SIGTERM reach the child in the foreground and still leave nothing behind. Call once. */
export function handleSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interrupt(signal));
  process.on('exit', () => {
    for (const child of foreground) child.kill('SIGKILL');
    for (const thing of lastThings) thing();
  });
}

function interrupt(signal) {
  const second = interruptedBy !== undefined;
  interruptedBy = signal;
  if (second || foreground.size === 0) process.exit(new Interrupted(signal).exitCode);
  // A terminal has sent Ctrl-C to the whole group already; a second one means "at once" to some programs.
  const alreadyTold = signal === 'SIGINT' && process.stdin.isTTY;
  if (!alreadyTold) for (const child of foreground) child.kill(signal);
  setTimeout(() => process.exit(new Interrupted(signal).exitCode), 10_000).unref();
}

/**
 * Registers what has to be undone at the latest when this process ends. It runs synchronously.
 * Gives back a function that takes the registration away again.
 */
export function atTheEnd(thing) {
  lastThings.add(thing);
  return () => lastThings.delete(thing);
}

/** Whether a process of this Linux still runs. One that has ended but was not collected by its parent does not. */
export function isRunning(pid) {
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/**
 * Runs a program in the foreground with our own input and output and waits for it.
 * Resolves to its exit code; rejects with Interrupted when we were told to stop meanwhile.
 */
export function run(command, args, { env = process.env, cwd = root, stdio = 'inherit', shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, cwd, stdio, shell });
    foreground.add(child);
    child.once('error', (error) => {
      foreground.delete(child);
      reject(error);
    });
    child.once('exit', (code, signal) => {
      foreground.delete(child);
      if (interruptedBy) reject(new Interrupted(interruptedBy));
      else resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** Runs one of our own or an installed package's Node programs: `runNode(inModules('typescript/bin/tsc'), [])`. */
export function runNode(script, args, options) {
  return run(process.execPath, [script, ...args], options);
}

/**
 * Runs a small program and gives its output, without ever throwing: `code` is -1 when it could not be started.
 * `timeout` in milliseconds.
 */
export function ask(command, args, { env = process.env, timeout = 10_000, shell = false } = {}) {
  return new Promise((resolve) => {
    execFile(command, args, { env, timeout, shell, maxBuffer: 1 << 24 }, (error, stdout, stderr) => {
      const code = !error ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
}
