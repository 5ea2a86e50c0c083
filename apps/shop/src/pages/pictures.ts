/** Drawn here, so that the shop needs nobody else's pictures. Each is 400 by 300, without text. */

function picture(ground: string, drawing: string): string {
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">' +
    `<rect width="400" height="300" fill="${ground}"/>${drawing}</svg>`
  )
}

const SOCKS = picture(
  '#e8dfd0',
  `<ellipse cx="205" cy="262" rx="130" ry="12" fill="#d3c6b1"/>
  <g id="sock"><path d="M226 48h62v112c0 12 4 20 14 28l22 18c22 18 12 48-16 48h-50c-20 0-34-8-36-28z" fill="#8fa58d"/>
  <path d="M226 48h62v34h-62z" fill="#f7f2e7"/><path d="M236 48v34M247 48v34M258 48v34M269 48v34M279 48v34" stroke="#dccfb8" stroke-width="3"/>
  <path d="M226 100h62v12h-62zM226 124h62v12h-62z" fill="#f7f2e7"/><path d="M334 232c2 14-8 22-26 22h-20c6-22 24-32 46-22z" fill="#5d7a62"/></g>
  <path d="M106 62h62v112c0 12 4 20 14 28l22 18c22 18 12 42-16 42h-50c-20 0-32-8-32-28z" fill="#b5563a"/>
  <path d="M106 62h62v34h-62z" fill="#f7f2e7"/><path d="M116 62v34M127 62v34M138 62v34M149 62v34M159 62v34" stroke="#dccfb8" stroke-width="3"/>
  <path d="M106 114h62v12h-62zM106 138h62v12h-62z" fill="#f7f2e7"/><path d="M214 240c2 14-8 22-26 22h-20c6-22 24-32 46-22z" fill="#8f3f29"/>`,
)

const MUG = picture(
  '#d9e2dc',
  `<ellipse cx="196" cy="256" rx="120" ry="13" fill="#c1cfc6"/>
  <path d="M268 128c58-8 66 88-8 84" fill="none" stroke="#24483d" stroke-width="18" stroke-linecap="round"/>
  <path d="M112 96h160l-8 142c-1 12-10 20-22 20h-100c-12 0-21-8-22-20z" fill="#2f5d4f"/>
  <path d="M112 96h46l6 162h-22c-12 0-21-8-22-20z" fill="#3c7262"/>
  <ellipse cx="192" cy="96" rx="82" ry="18" fill="#f7f2e7"/><ellipse cx="192" cy="98" rx="68" ry="12" fill="#5b3a29"/>
  <path d="M192 150l38 62h-76z" fill="#f7f2e7"/><path d="M192 150l16 26-10 8-8-8-10 6-5-6z" fill="#d9e2dc"/>
  <path d="M160 66c-12-14 12-22 0-38M196 62c-12-14 12-22 0-38M232 66c-12-14 12-22 0-38" fill="none" stroke="#fff" stroke-width="7" stroke-linecap="round" opacity=".75"/>`,
)

const LANTERN = picture(
  '#22383f',
  `<circle cx="200" cy="166" r="122" fill="#2c4a50"/><circle cx="200" cy="166" r="84" fill="#3d5f5e"/>
  <path d="M134 150c-8-92 140-92 132 0" fill="none" stroke="#b8c2bf" stroke-width="7"/>
  <path d="M168 66h64l10 22h-84z" fill="#8a9896"/><path d="M182 50h36v18h-36z" fill="#b8c2bf"/>
  <path d="M158 88h84c22 40 22 76 0 116h-84c-22-40-22-76 0-116z" fill="#f3e3b3"/>
  <path d="M170 96c-16 34-16 68 0 100" fill="none" stroke="#fff8e2" stroke-width="7" stroke-linecap="round"/>
  <path d="M200 116c22 30 26 44 18 62-7 14-29 14-36 0-8-18 0-32 18-62z" fill="#e88a3a"/><path d="M200 146c10 14 12 22 8 32-4 7-12 7-16 0-4-10 0-18 8-32z" fill="#fbe08a"/>
  <path d="M141 128h118M136 166h128" stroke="#8a9896" stroke-width="5"/>
  <path d="M150 204h100l8 16h-116z" fill="#b8c2bf"/><path d="M138 220h124l6 36c0 8-6 12-14 12h-108c-8 0-14-4-14-12z" fill="#8a9896"/><circle cx="200" cy="244" r="9" fill="#5d6d6b"/>`,
)

const BLANKET = picture(
  '#efe6d8',
  `<ellipse cx="200" cy="252" rx="146" ry="13" fill="#dccfba"/>
  <path d="M70 196h260c12 0 18 8 18 26s-6 26-18 26h-260z" fill="#1f4a3d"/><path d="M70 196c-14 0-22 12-22 26s8 26 22 26" fill="#17392f"/>
  <path d="M86 140h240c12 0 18 8 18 28s-6 28-18 28h-240z" fill="#6f8f72"/><path d="M86 140c-14 0-22 12-22 28s8 28 22 28" fill="#567459"/>
  <path d="M92 84h226c12 0 20 8 20 28s-8 28-20 28h-226z" fill="#f8f4ec"/><path d="M92 84c-14 0-22 12-22 28s8 28 22 28" fill="#e0d6c4"/>
  <path d="M120 84v56M134 84v56M250 84v56M264 84v56" stroke="#b5563a" stroke-width="6"/><path d="M120 140v56M134 140v56M250 140v56M264 140v56" stroke="#f8f4ec" stroke-width="6"/>
  <path d="M120 196v52M134 196v52M250 196v52M264 196v52" stroke="#6f8f72" stroke-width="6"/>
  <path d="M164 112l14-14 14 14-14 14zM206 112l14-14 14 14-14 14z" fill="#b5563a"/>
  <path d="M340 92l16-4M342 104l18 0M342 118l18 2M340 130l16 6" stroke="#e0d6c4" stroke-width="5" stroke-linecap="round"/>`,
)

const MAP = picture(
  '#dfe7ea',
  `<path d="M60 66l94-24v200l-94 24z" fill="#f8f4ec"/><path d="M154 42l94 24v200l-94-24z" fill="#ece4d4"/><path d="M248 66l94-24v200l-94 24z" fill="#f8f4ec"/>
  <path d="M60 190c40-20 60 10 94-6v58l-94 24zM248 190c36-20 60-46 94-40v92l-94 24z" fill="#b9ccb5"/><path d="M154 184c40-18 60 16 94 6v76l-94-24z" fill="#a9bfa6"/>
  <path d="M76 130l30-44 26 40M96 130l10-14 10 12M268 116l28-46 30 40" fill="none" stroke="#6f8f72" stroke-width="6" stroke-linejoin="round" stroke-linecap="round"/>
  <path d="M248 66c-20 50-66 30-94 60" fill="none" stroke="#9fc0cf" stroke-width="9"/>
  <path d="M84 232c30-44 60-6 88-50s60-6 84-48 30-20 48-14" fill="none" stroke="#b5563a" stroke-width="6" stroke-dasharray="1 13" stroke-linecap="round"/>
  <path d="M308 124c-26-34-16-58 4-58s30 24 4 58l-4 5z" fill="#b5563a" transform="translate(-6 -4)"/><circle cx="306" cy="84" r="8" fill="#f8f4ec"/>
  <path d="M182 176v-14l14-12 14 12v14z" fill="#1f4a3d"/><circle cx="84" cy="232" r="8" fill="#1f4a3d"/>`,
)

const COOKBOOK = picture(
  '#f0dfc9',
  `<ellipse cx="204" cy="262" rx="112" ry="11" fill="#dcc7aa"/>
  <path d="M112 44h164c14 0 20 6 20 18v182c0 10-6 14-16 14h-168z" fill="#b5563a"/><path d="M112 44h22v214h-22z" fill="#8f3f29"/>
  <path d="M128 248h160v10h-160z" fill="#f8f4ec"/>
  <path d="M166 140h96v42c0 20-14 32-34 32h-28c-20 0-34-12-34-32z" fill="#f8f4ec"/><path d="M154 132h120v16h-120z" fill="#f8f4ec"/>
  <path d="M154 140h-12M286 140h-12" stroke="#f8f4ec" stroke-width="12" stroke-linecap="round"/>
  <path d="M190 116c-9-12 9-18 0-32M214 116c-9-12 9-18 0-32M238 116c-9-12 9-18 0-32" fill="none" stroke="#f0dfc9" stroke-width="7" stroke-linecap="round"/>
  <path d="M190 176c10-12 38-12 48 0-10 12-38 12-48 0z" fill="#6f8f72"/>`,
)

export const PICTURES: Readonly<Record<string, string>> = {
  socks: SOCKS,
  mug: MUG,
  lantern: LANTERN,
  blanket: BLANKET,
  map: MAP,
  cookbook: COOKBOOK,
}

/** What stands at the top of the shop: a cabin where the light is on. */
export const HERO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 420" preserveAspectRatio="xMidYMax slice">
  <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#24505a"/><stop offset=".55" stop-color="#6f9a96"/><stop offset="1" stop-color="#f2cf9f"/></linearGradient></defs>
  <rect width="1200" height="420" fill="url(#sky)"/><circle cx="880" cy="196" r="52" fill="#fbe6bd"/>
  <path d="M0 300l150-120 90 70 150-150 130 130 110-80 180 140 120-90 140 110 130-80v260h-1200z" fill="#4b7c7d"/>
  <path d="M620 130l-44 44 30-6 16 14 22-18 24 8z" fill="#dbe7e1"/><path d="M930 190l-38 30 28-4 16 12 22-16 22 4z" fill="#dbe7e1"/>
  <path d="M0 350l180-90 160 80 200-100 220 90 200-70 240 100v120h-1200z" fill="#2f6259"/>
  <path d="M0 392c240-60 420-20 620-24s380-44 580 4v48h-1200z" fill="#1b4238"/>
  <g fill="#17382f"><path d="M60 380l26-76 26 76zM66 344l20-64 20 64z"/><path d="M128 388l20-60 20 60zM133 360l15-50 15 50z"/><path d="M1086 384l28-84 28 84zM1092 344l22-70 22 70z"/><path d="M1040 384l18-54 18 54zM1044 358l14-46 14 46z"/><path d="M640 380l18-56 18 56zM645 352l13-44 13 44z"/></g>
  <path d="M732 316h150v70h-150z" fill="#7c3526"/><path d="M716 322l91-62 91 62-10 8-81-54-81 54z" fill="#142f28"/><path d="M838 262h20v34l-20-14z" fill="#142f28"/>
  <path d="M756 334h34v30h-34z" fill="#fbdc8c"/><path d="M773 334v30M756 349h34" stroke="#7c3526" stroke-width="4"/><path d="M822 332h34v54h-34z" fill="#55241a"/><circle cx="848" cy="360" r="3" fill="#fbdc8c"/>
  <path d="M848 254c-10-14 12-20 2-36s10-18 6-34" fill="none" stroke="#fff" stroke-width="7" stroke-linecap="round" opacity=".5"/></svg>`

/** The sign of the shop. */
export const SIGN = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1f4a3d"/><path d="M5 17l11-9 11 9-2 2.4-9-7.3-9 7.3z" fill="#f6f2ea"/><path d="M9 18.5l7-5.6 7 5.6v6.5h-14z" fill="#b5563a"/><path d="M14 18.5h4v6.500h-4z" fill="#fbdc8c"/></svg>`
