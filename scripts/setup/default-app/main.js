// What a plain Electron does when it is given a folder: be the app in it. The stand-in has lost this part.
'use strict';

const { app } = require('electron');
const fs = require('node:fs');
const path = require('node:path');

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (!folder) {
  process.stderr.write('Electron stand-in: give the folder of an app.\n');
  app.exit(2);
} else {
  try {
    start(path.resolve(folder));
  } catch (error) {
    // Electron would show this in a window of its own and wait, which nobody sees on a virtual display.
    process.stderr.write(`${error.stack}\n`);
    app.exit(1);
  }
}

function start(appFolder) {
  const about = JSON.parse(fs.readFileSync(path.join(appFolder, 'package.json'), 'utf8'));
  if (about.productName || about.name) app.setName(about.productName || about.name);
  if (about.version) app.setVersion(about.version);
  app.setAppPath(appFolder);
  require(path.join(appFolder, about.main || 'index.js'));
}
