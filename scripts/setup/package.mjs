import { root } from './paths.mjs';

/** Packs dist/ with the given runtime; `options` are electron-builder's. Gives the paths of what was made. */
export async function packageApp(runtime, options) {
  const { build } = (await import('electron-builder')).default;
  return build({
    projectDir: root,
    publish: 'never',
    ...options,
    config: {
      extends: 'electron-builder.yml',
      electronDist: runtime.folder,
      electronVersion: runtime.version,
      ...options.config,
    },
  });
}
