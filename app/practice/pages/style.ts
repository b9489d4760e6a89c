/** Styles of all practice pages. `look-classic` is the interface before it was redrawn, `look-new` the one after, `look-portal` the portal. */
export const STYLE = `
:root { --ink: #1f2933; --soft: #5b6875; --line: #d5dbe1; --ground: #f3f5f7; --paper: #fff; --accent: #1261a0; --bad: #b3261e;
  color-scheme: light; font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--ground); display: grid; min-height: 100vh;
  grid-template: auto auto 1fr / 15rem 1fr; grid-template-areas: "banner banner" "top top" "menu main"; }
.banner { grid-area: banner; margin: 0; padding: .2rem 1rem; text-align: center; font-size: .8rem; font-weight: 600;
  color: #3d2c00; background: repeating-linear-gradient(-45deg, #ffd65c 0 14px, #ffdf80 14px 28px); }
header { grid-area: top; display: flex; align-items: center; gap: 1rem; padding: .5rem 1rem; color: #fff; background: #22303c; }
header .product { font-weight: 700; letter-spacing: .04em; }
header .space { flex: 1; }
header .version { font-variant-numeric: tabular-nums; }
header button { color: #fff; background: none; border-color: #ffffff60; }
nav { grid-area: menu; padding: 1rem .5rem; border-right: 1px solid var(--line); background: var(--paper); }
nav ul { list-style: none; margin: 0; padding: 0; }
nav ul ul { padding-left: 1rem; }
nav a { display: block; padding: .35rem .7rem; border-radius: 6px; color: var(--ink); text-decoration: none; }
nav a:hover { background: var(--ground); }
nav a[aria-current] { color: #fff; background: var(--accent); }
main { grid-area: main; padding: 1.2rem 1.6rem 3rem; max-width: 75rem; }
body.alone { grid-template: auto 1fr / 1fr; grid-template-areas: "banner" "main"; }
body.alone main { width: min(24rem, 92vw); margin: 12vh auto; padding: 1.6rem; border: 1px solid var(--line); border-radius: 10px;
  background: var(--paper); align-self: start; }
h1 { margin: 0 0 1rem; font-size: 1.35rem; }
h2 { margin: 1.6rem 0 .6rem; font-size: 1.05rem; }
a { color: var(--accent); }
table { width: 100%; border-collapse: collapse; background: var(--paper); border: 1px solid var(--line); }
caption { padding: .4rem 0; text-align: left; font-weight: 600; }
th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--line); text-align: left; }
th { font-size: .85rem; color: var(--soft); }
th, thead td { background: var(--ground); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
tbody th { color: inherit; font-weight: 600; background: none; }
tr:hover td { background: #f8fafb; }
.field { display: grid; grid-template-columns: 12rem minmax(0, 22rem); gap: .3rem 1rem; align-items: center; margin: .55rem 0; }
body.alone .field { grid-template-columns: 1fr; }
fieldset { margin: 1rem 0; border: 1px solid var(--line); border-radius: 8px; }
input, select, button, .button { font: inherit; padding: .35rem .6rem; border: 1px solid #aab4be; border-radius: 6px; }
input:not([type=checkbox]), select { width: 100%; background: #fff; color: inherit; }
input[readonly] { background: var(--ground); }
.field:has(.wide) { grid-template-columns: 12rem minmax(0, 34rem); }
.wide { font-family: ui-monospace, Consolas, monospace; }
button, .button { display: inline-block; cursor: pointer; color: var(--ink); background: #fff; text-decoration: none; }
button:hover, .button:hover { border-color: var(--accent); }
button.main { color: #fff; background: var(--accent); border-color: var(--accent); }
:focus-visible { outline: 3px solid #6fb1e8; outline-offset: 1px; }
.bar { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: .8rem 0; }
.bar input { width: 16rem; }
.notice { margin: 0 0 1rem; padding: .5rem .8rem; border-left: 4px solid #2e7d32; background: #e8f4e9; }
.notice.bad { border-color: var(--bad); color: var(--bad); background: #fdecea; font-weight: 600; }
.quiet { color: var(--soft); }
dl { display: grid; grid-template-columns: 12rem 1fr; gap: .3rem 1rem; }
dt { color: var(--soft); } dd { margin: 0; font-variant-numeric: tabular-nums; }
progress { width: 22rem; height: 1.1rem; }
.tabs { display: flex; gap: .2rem; margin: 0 0 1rem; border-bottom: 1px solid var(--line); }
.tabs a { padding: .4rem .9rem; text-decoration: none; color: var(--soft); }
.tabs a[aria-selected=true] { color: var(--ink); border-bottom: 3px solid var(--accent); }
.look-classic { --accent: #c9641a; --line: #bdbdb2; font-size: 13px; --ground: #ecece7; font-family: Verdana, "DejaVu Sans", sans-serif;
  grid-template: auto auto auto 1fr / 1fr; grid-template-areas: "banner" "top" "menu" "main"; }
.look-classic header { background: linear-gradient(#6b6f73, #45494d); }
.look-classic nav { display: flex; padding: 0 1rem; border: 0; border-bottom: 1px solid var(--line); background: #f6f6f1; }
.look-classic nav ul, .look-classic nav ul ul { display: flex; padding: 0; }
.look-classic nav li { display: flex; }
.look-classic nav a, .look-classic main, .look-classic input, .look-classic select, .look-classic button { border-radius: 2px; }
.look-classic main button, .look-classic .button { background: linear-gradient(#fff, #e3e3dc); }
.look-classic main button.main { background: linear-gradient(#e5863f, #c9641a); }
.look-portal header { background: #0f4c5c; }
.look-portal { --accent: #0f7173; }
`;
