/** The look of every page; the browser keeps it. */
export const STYLE = `
:root { color-scheme: light; --paper: #f6f2ea; --sheet: #fffdf8; --ink: #1e2b27; --quiet: #59655f;
  --pine: #1f4a3d; --pine-dark: #16382e; --rust: #a3472c; --line: #ddd4c3; --sand: #ece5d7;
  --pay: #ff5b24; --good: #dfeadd; --wait: #f5e7c8; --bad: #f5dcd2 }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--paper);
  color: var(--ink); font: 1.0625rem/1.6 'Avenir Next', Avenir, 'Segoe UI', Lato, system-ui, sans-serif;
  overflow-wrap: break-word }
a { color: var(--pine); text-underline-offset: .2em }
a:hover { text-decoration-thickness: 2px }
h1, h2, h3 { line-height: 1.2; letter-spacing: -.015em; margin: 0 0 .5rem }
h1 { font-size: clamp(1.75rem, 4vw, 2.5rem) }
h2 { font-size: 1.25rem; margin-bottom: .75rem }
p { margin: 0 0 1rem }
img, svg { display: block; max-width: 100% }
.quiet { color: var(--quiet) }
.small { font-size: .9375rem }
.wrap { width: 100%; max-width: 70rem; margin-inline: auto; padding-inline: 1.25rem }
.narrow { max-width: 44rem }
:focus-visible { outline: 3px solid var(--rust); outline-offset: 3px; border-radius: .25rem }
.skip { position: absolute; left: -99rem }
.skip:focus { left: 1rem; top: 1rem; background: var(--sheet); padding: .5rem 1rem; z-index: 1 }

.top { background: var(--sheet); border-bottom: 1px solid var(--line) }
.top .wrap { display: flex; align-items: center; gap: 1.5rem; min-height: 4.25rem }
.brand { display: flex; align-items: center; gap: .625rem; margin-right: auto; font-weight: 800;
  font-size: 1.375rem; letter-spacing: -.02em; color: var(--ink); text-decoration: none }
.brand img { width: 2.25rem; height: 2.25rem }
.top nav { display: flex; gap: 1.25rem; align-items: center }
.top nav a { color: var(--ink); text-decoration: none; font-weight: 600; padding-block: .5rem }
.top nav a:hover { text-decoration: underline }
.count { display: inline-block; min-width: 1.5rem; padding: 0 .4rem; margin-left: .375rem; border-radius: 1rem;
  background: var(--rust); color: #fff; font-size: .875rem; line-height: 1.5rem; text-align: center }
main { flex: 1; padding-block: 2.5rem 4rem }
.bottom { border-top: 1px solid var(--line); padding-block: 1.5rem; font-size: .9375rem }
.bottom .wrap { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem }
.bottom p { margin: 0 auto 0 0; color: var(--quiet) }

.hero { position: relative; background: #24505a; color: #fff; overflow: hidden }
.hero img { width: 100%; height: clamp(19rem, 34vw, 26rem); object-fit: cover; object-position: 68% 100% }
.hero > div { position: absolute; inset: 0; display: flex; align-items: flex-start;
  background: linear-gradient(90deg, rgb(14 38 42 / .72), rgb(14 38 42 / .5) 30%, rgb(14 38 42 / 0) 66%) }
.hero .wrap { padding-top: clamp(2.25rem, 7vw, 5.5rem) }
.hero h1 { font-size: clamp(2.125rem, 5.2vw, 3.5rem); max-width: 14ch }
.hero p { max-width: 34ch; font-size: 1.125rem; margin: 0 }

.goods { display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); padding: 0;
  margin: 0; list-style: none }
.good { display: flex; flex-direction: column; background: var(--sheet); border: 1px solid var(--line);
  border-radius: 1rem; overflow: hidden }
.good > a { display: block; overflow: hidden }
.good img { width: 100%; aspect-ratio: 4 / 3; object-fit: cover; transition: transform .3s }
.good:hover img { transform: scale(1.03) }
@media (prefers-reduced-motion: reduce) { .good img { transition: none } .good:hover img { transform: none } }
.good section { display: flex; flex-direction: column; flex: 1; padding: 1.125rem 1.25rem 1.25rem }
.good h2 { margin: 0 }
.good h2 a { color: inherit; text-decoration: none }
.good h2 a:hover { text-decoration: underline }
.good p { color: var(--quiet); margin: .125rem 0 1rem }
.row { display: flex; align-items: center; justify-content: space-between; gap: 1rem; margin-top: auto }
.price { font-weight: 800; font-size: 1.1875rem; white-space: nowrap }
.tag { display: inline-block; padding: .05rem .625rem; border-radius: 1rem; background: var(--sand); font-size: .875rem;
  font-weight: 600; white-space: nowrap }

.button, button { display: inline-block; border: 0; border-radius: .625rem; padding: .625rem 1.125rem; font: inherit;
  font-weight: 700; text-align: center; text-decoration: none; cursor: pointer; background: var(--pine); color: #fff }
.button:hover, button:hover { background: var(--pine-dark) }
.plain { background: none; color: var(--pine); padding-inline: .25rem; text-decoration: underline;
  text-underline-offset: .2em; font-weight: 600 }
.plain:hover { background: none; text-decoration-thickness: 2px }
.wide { display: block; width: 100% }
.second { background: var(--sand); color: var(--ink) }
.second:hover { background: var(--line) }
.danger { background: var(--rust) }
.danger:hover { background: #7f3520 }
.pay { display: block; width: 100%; background: var(--pay); color: #fff; font-size: 1.3125rem; font-weight: 800;
  line-height: 1.3; padding: .875rem 1.25rem; border-radius: .75rem }
.pay:hover { background: #f04a12 }

.split { display: grid; gap: 2rem; align-items: start }
@media (min-width: 56rem) { .split { grid-template-columns: minmax(0, 1fr) 23rem }
  .split.even { grid-template-columns: 1fr 1fr; gap: 3rem } }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 1rem; padding: 1.5rem }
.sheet > :last-child { margin-bottom: 0 }
.sheet + .sheet, .note + .sheet { margin-top: 1.5rem }
.split > .sheet { margin-top: 0 }
.shot { width: 100%; aspect-ratio: 4 / 3; object-fit: cover; border-radius: 1rem; border: 1px solid var(--line) }
.buy { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin-bottom: 1.5rem }

.lines { list-style: none; padding: 0; margin: 0 }
.lines li { display: grid; grid-template-columns: 4.5rem minmax(0, 1fr) auto; gap: 1rem; align-items: center;
  padding-block: 1rem; border-bottom: 1px solid var(--line) }
.lines li:first-child { padding-top: 0 }
.lines:last-child li:last-child { border: 0; padding-bottom: 0 }
.lines img { width: 4.5rem; height: 4.5rem; object-fit: cover; border-radius: .625rem }
.lines strong { display: block; line-height: 1.3 }
.lines form { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .75rem; margin-top: .375rem }
.lines form select { width: auto; padding: .25rem .375rem }
.lines button { padding: .25rem .625rem; font-size: .9375rem }
.lines + .sums { margin-top: 1rem }
.sums { margin: 0 0 1.25rem; display: grid; grid-template-columns: 1fr auto; row-gap: .375rem }
.sums dt, .sums dd { margin: 0 }
.sums dd { text-align: right; white-space: nowrap }
.sums .total { font-weight: 800; font-size: 1.1875rem; padding-top: .5rem; border-top: 2px solid var(--ink) }

.fields { display: grid; gap: 1rem; grid-template-columns: repeat(6, 1fr) }
.fields > * { grid-column: 1 / -1 }
@media (min-width: 36rem) { .fields .third { grid-column: span 2 } .fields .rest { grid-column: span 4 } }
label { display: block; font-weight: 600 }
label span { font-weight: 400 }
input, select { font: inherit; color: inherit; background: #fff; border: 1px solid #948f81; border-radius: .5rem }
input:not([type=checkbox]), select { display: block; width: 100%; padding: .5625rem .75rem; margin-top: .25rem }
[aria-invalid=true] { border: 2px solid var(--rust) }
.wrong { display: block; color: #8d3a22; font-weight: 600; font-size: .9375rem; margin-top: .25rem }
hr { border: 0; border-top: 1px solid var(--line); margin: 1.25rem 0 }
.check { display: grid; grid-template-columns: auto 1fr; gap: .75rem; align-items: start; margin-block: 1.25rem }
.check label { font-weight: 400 }
input[type=checkbox] { width: 1.375rem; height: 1.375rem; margin: .125rem 0 0; accent-color: var(--pine) }

.note { display: block; padding: 1rem 1.25rem; border-radius: .75rem; background: var(--sand); margin-bottom: 1.5rem }
.note > :last-child { margin-bottom: 0 }
.note.good-news { background: var(--good) }
.note.wait { background: var(--wait) }
.note.bad { background: var(--bad) }
.state { border-radius: 1.25rem; padding: 2rem 1.75rem; background: var(--sand); margin-bottom: 1.5rem }
.state > :last-child { margin-bottom: 0 }
.state.good-news { background: var(--good) } .state.wait { background: var(--wait) } .state.bad { background: var(--bad) }
.state .eyebrow { font-weight: 700; font-size: .9375rem; margin-bottom: .25rem }
.state p { max-width: 34rem }
.state form, .state .pay { max-width: 22rem }
.steps { display: flex; list-style: none; gap: .5rem; padding: 0; margin: 1.5rem 0 0 }
.steps li { flex: 1; padding-top: .625rem; border-top: 4px solid rgb(30 43 39 / .18); font-size: .9375rem; font-weight: 600; line-height: 1.3 }
.steps .done { border-color: var(--pine) }
.downloads { list-style: none; padding: 0; margin: 0 }
.downloads li { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; padding-block: .5rem }

.scroll { overflow-x: auto; margin-inline: -1.25rem; padding-inline: 1.25rem }
.sheet .scroll { margin-inline: -1.5rem; padding-inline: 1.5rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .75rem 1rem .75rem 0; border-bottom: 1px solid var(--line); white-space: nowrap }
th { font-size: .875rem; color: var(--quiet) }
td.number, th.number { text-align: right }
.pill { display: inline-block; padding: .05rem .75rem; border-radius: 1rem; background: var(--sand); font-weight: 600;
  font-size: .9375rem }
.pill.good-news { background: var(--good) } .pill.wait { background: var(--wait) } .pill.bad { background: var(--bad) }
.bar { display: flex; height: 1rem; border-radius: 1rem; overflow: hidden; background: var(--sand); margin-block: .75rem 1rem }
.bar rect { shape-rendering: crispEdges }
.facts { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1.25rem; margin: 0 }
.facts dt { color: var(--quiet) } .facts dd { margin: 0 }
.actions { display: grid; gap: 1.25rem }
.actions form { display: grid; gap: .75rem }
.actions hr { width: 100%; border: 0; border-top: 1px solid var(--line); margin: 0 }
@media (max-width: 30rem) { .hero img { height: 25rem } .sheet .scroll { margin-inline: -1.25rem; padding-inline: 1.25rem }
  main { padding-block: 1.75rem 3rem } .sheet { padding: 1.25rem } .state { padding: 1.5rem 1.25rem }
  .top nav { gap: .875rem } .lines li { grid-template-columns: 3.5rem minmax(0, 1fr) auto; gap: .75rem }
  .lines img { width: 3.5rem; height: 3.5rem } .hero > div { background: linear-gradient(180deg, rgb(14 38 42 / .85), rgb(14 38 42 / .65) 50%, rgb(14 38 42 / 0) 80%) } }
`
