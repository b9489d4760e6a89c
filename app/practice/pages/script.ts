/**
 * The little that the pages do by themselves. In one piece and inside each page, for while the PBX reboots nothing can be fetched.
 * Without it every form still works.
 */
export const SCRIPT = `
'use strict';
for (const all of document.querySelectorAll('[data-select-all]')) {
  all.addEventListener('change', () => {
    for (const box of document.querySelectorAll('input[name=id]')) box.checked = all.checked;
  });
}

const POOL = ['abcdefghijkmnopqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789', '-_.+='];
function pick(text) { return text[crypto.getRandomValues(new Uint32Array(1))[0] % text.length]; }
for (const button of document.querySelectorAll('[data-generate]')) {
  button.addEventListener('click', () => {
    const field = document.getElementById(button.dataset.generate);
    field.type = 'text';
    field.value = Array.from({ length: 20 }, (_, index) => pick(POOL[index % POOL.length])).join('');
  });
}

for (const button of document.querySelectorAll('[data-copy]')) {
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    document.getElementById('copied').textContent = button.dataset.copied || 'Copied.';
  });
}

for (const select of document.querySelectorAll('[data-shows]')) {
  const show = () => {
    for (const part of document.querySelectorAll('[data-for]')) part.hidden = part.dataset.for !== select.value;
    for (const option of document.querySelectorAll('[data-not-for]')) option.disabled = option.dataset.notFor === select.value;
  };
  select.addEventListener('change', show);
  show();
}

// Somebody is on the way to another page: loading this one anew would call that off.
let leaving = false;
document.addEventListener('click', ({ target }) => { if (target.closest('a')) leaving = true; });
document.addEventListener('submit', () => { leaving = true; });

const watched = document.querySelector('[data-watch]');
if (watched) {
  setInterval(async () => {
    try {
      const state = await (await fetch(watched.dataset.watch)).json();
      const bar = document.querySelector('progress');
      if (bar) bar.value = state.percent;
      const percent = document.getElementById('percent');
      if (percent) percent.textContent = state.percent + ' %';
      if (state.phase !== watched.dataset.phase && !leaving) location.reload();
    } catch { /* away for a moment: asked again */ }
  }, 1000);
}

const waiting = document.querySelector('[data-wait-for]');
if (waiting) {
  setInterval(async () => {
    try {
      if ((await fetch(waiting.dataset.waitFor)).ok) location.href = waiting.dataset.waitFor;
    } catch { /* not back yet */ }
  }, 1000);
}
`;
