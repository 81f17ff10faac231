/** Twelve colour themes of code editors, made after the manner of known ones, and the CSS of the window. */

/** @typedef {{dark: boolean, paper: string, side: string, bar: string, ink: string, dim: string, line: string, chosen: string, chosenInk: string, accent: string, status: string, pop: string, hl: string}} Theme */
const theme = (/** @type {string} */ text) => {
  const [dark, paper, side, bar, ink, dim, line, chosen, chosenInk, accent, status, pop, ...colours] = text.split(" ");
  const [keyword, string, number, title, comment] = colours;
  return {
    dark: dark === "d",
    paper,
    side,
    bar,
    ink,
    dim,
    line,
    chosen,
    chosenInk,
    accent,
    status,
    pop,
    hl: `.hljs-keyword,.hljs-built_in,.hljs-type,.hljs-literal{color:${keyword}}.hljs-string,.hljs-regexp{color:${string}}.hljs-number,.hljs-attr{color:${number}}.hljs-title,.hljs-function{color:${title}}.hljs-comment,.hljs-meta{color:${comment}}`,
  };
};
/** dark or light; editor, side bar, bars, text, dim text, border, selection, its text, accent, status bar, pop-ups; keyword, string, number, title, comment */
export const THEMES = [
  "d #1e1e1e #252526 #333333 #cccccc #8b8b8b #3c3c3c #094771 #ffffff #007acc #007acc #2d2d2d #569cd6 #ce9178 #b5cea8 #dcdcaa #6a9955",
  "d #1f1f1f #181818 #181818 #cccccc #868686 #2b2b2b #04395e #ffffff #0078d4 #181818 #1f1f1f #569cd6 #ce9178 #b5cea8 #dcdcaa #6a9955",
  "l #ffffff #f3f3f3 #e8e8e8 #333333 #777777 #dddddd #0060c0 #ffffff #007acc #007acc #f3f3f3 #0000ff #a31515 #098658 #795e26 #008000",
  "l #ffffff #f8f8f8 #f8f8f8 #3b3b3b #868686 #e5e5e5 #e8e8e8 #000000 #005fb8 #f8f8f8 #ffffff #0000ff #a31515 #098658 #795e26 #008000",
  "d #272822 #1e1f1c #1e1f1c #f8f8f2 #90908a #414339 #414339 #f8f8f2 #a6e22e #414339 #1e1f1c #f92672 #e6db74 #ae81ff #a6e22e #88846f",
  "d #282a36 #21222c #343746 #f8f8f2 #8a92b2 #44475a #44475a #f8f8f2 #ff79c6 #191a21 #343746 #ff79c6 #f1fa8c #bd93f9 #50fa7b #6272a4",
  "d #282c34 #21252b #21252b #abb2bf #7f8896 #3b4048 #2c313a #d7dae0 #528bff #21252b #21252b #c678dd #98c379 #d19a66 #61afef #7f848e",
  "d #2e3440 #2e3440 #3b4252 #d8dee9 #8f98aa #434c5e #434c5e #eceff4 #88c0d0 #3b4252 #3b4252 #81a1c1 #a3be8c #b48ead #88c0d0 #7b88a1",
  "l #fdf6e3 #eee8d5 #ddd6c1 #586e75 #93a1a1 #d3cbb7 #dfca88 #073642 #b58900 #eee8d5 #eee8d5 #859900 #2aa198 #d33682 #268bd2 #93a1a1",
  "d #002b36 #00212b #003847 #93a1a1 #6c858c #0a4555 #005a6f #eee8d5 #2aa198 #00212b #00212b #859900 #2aa198 #d33682 #268bd2 #657b83",
  "d #0d1117 #010409 #0d1117 #e6edf3 #7d8590 #30363d #6e768166 #ffffff #f78166 #0d1117 #161b22 #ff7b72 #a5d6ff #79c0ff #d2a8ff #8b949e",
  "l #ffffff #f6f8fa #ffffff #1f2328 #656d76 #d0d7de #d8dee4 #1f2328 #fd8c73 #ffffff #ffffff #cf222e #0a3069 #0550ae #8250df #6e7781",
  "d #1a1b26 #16161e #16161e #a9b1d6 #6b7299 #292e42 #2a3353 #c0caf5 #7aa2f7 #16161e #1f2335 #bb9af7 #9ece6a #ff9e64 #7aa2f7 #565f89",
  "d #000000 #000000 #000000 #ffffff #cccccc #6fc3df #00000000 #ffffff #f38518 #000000 #0c141f #569cd6 #ce9178 #b5cea8 #dcdcaa #7ca668",
].map(theme);

/** @param {Theme} t @param {import("../../../src/prng.mjs").Random} random @param {string} sans @param {string} mono */
export function windowCss(t, random, sans, mono) {
  const ui = random.pick([12.5, 13, 13, 14]);
  const row = random.int(21, 26);
  const tabMark = random.pick([
    `box-shadow:inset 0 2px ${t.accent}`,
    `box-shadow:inset 0 -2px ${t.accent}`,
    "",
    `border-top:1px solid ${t.accent}`,
  ]);
  const onStatus = ["#007acc"].includes(t.status) ? "#fff" : t.ink;
  return `${t.hl}#figure{height:100%;display:flex;flex-direction:column;background:${t.paper};color:${t.ink};font:${ui}px/1.4 '${sans}',sans-serif;position:relative;overflow:hidden}
.bar{display:flex;align-items:center;gap:${random.int(14, 20)}px;background:${t.bar};padding:5px 14px;border-bottom:1px solid ${t.line}}.bar .open{background:${t.chosen};color:${t.chosenInk};outline:5px solid ${t.chosen}}.bar em{flex:1}.bar .centre{color:${t.dim};border:1px solid ${t.line};border-radius:5px;padding:1px 40px}
.main{flex:1;display:flex;min-height:0}.act{width:46px;background:${t.bar};padding:10px 0;border-right:1px solid ${t.line}}.act i{display:block;width:22px;height:22px;border:2px solid ${t.dim};border-radius:4px;margin:0 auto 22px}.act i.on{border-color:${t.ink};box-shadow:-12px 0 0 -9px ${t.accent}}.act i:nth-child(2){border-radius:50%}.act i:nth-child(4){transform:rotate(45deg) scale(.8)}
.side{background:${t.side};border-right:1px solid ${t.line};overflow:hidden;flex:none}.head{display:block;font-size:11.5px;padding:9px 16px;opacity:.9;letter-spacing:.3px}.root{display:block;font-weight:700;font-size:12px;padding:4px 12px}
.row{height:${row}px;display:flex;align-items:center;gap:6px;padding-right:12px;white-space:nowrap}.row.sel{background:${t.chosen};color:${t.chosenInk};${t.chosen === "#00000000" ? `outline:1px solid ${t.accent};outline-offset:-1px` : ""}}.row em{flex:1}.row.sel .M,.row.sel .U{color:inherit}.row i{flex:none;width:7px;height:7px;margin:0 5px 0 2px;border:solid ${t.dim};border-width:0 1.5px 1.5px 0;transform:rotate(-45deg)}.row i.o{transform:rotate(45deg)}.row i.f{border:0;transform:none;width:12px;height:14px;border-radius:2px;background:var(--c,#7b93c4)}.M{color:${t.dark ? "#e2c08d" : "#895503"}}.U{color:${t.dark ? "#73c991" : "#007100"}}
.mid{flex:1;display:flex;flex-direction:column;min-width:0}.tabs{display:flex;background:${t.side};border-bottom:1px solid ${t.line}}.tab{padding:8px 16px;color:${t.dim};border-right:1px solid ${t.line};white-space:nowrap}.tab.on{background:${t.paper};color:${t.dark ? "#fff" : "#222"};${tabMark};margin-bottom:-1px}.path{display:block;color:${t.dim};padding:4px 16px;font-size:12px}
.ed{flex:1;overflow:hidden;min-height:0;position:relative;padding:6px 0;font:${random.int(13, 15)}px/${random.pick([1.4, 1.5])} '${mono}',monospace}.ln{display:flex;white-space:pre}.ln>.no{flex:none;width:52px;padding-right:20px;text-align:right;color:${t.dim};opacity:.8}.ln .cur{color:${t.ink};opacity:1}.ln.here{background:${t.dark ? "#ffffff0d" : "#00000009"}}.bad{text-decoration:underline wavy #e51400 1px}
.panel{border-top:1px solid ${t.line};background:${random.chance(0.6) ? t.paper : t.side};padding:2px 16px 6px;overflow:hidden;flex:none}.ptabs{display:flex;gap:22px;padding:6px 0 8px;font-size:12px}.ptabs .pt{color:${t.dim};padding-bottom:3px}.ptabs .on{color:${t.dark ? "#fff" : "#222"};border-bottom:1.5px solid ${t.accent}}.term{font:13px/1.42 '${mono}',monospace}.term>*{display:block;white-space:pre}.er{color:${t.dark ? "#f48771" : "#c72e0f"}}.prob{display:flex;gap:9px;padding:3px 0}.prob b{font-weight:400;color:#e51400}.prob .dim,.dim{color:${t.dim}}
.status{display:flex;gap:18px;background:${t.status};color:${onStatus};border-top:1px solid ${t.line};font-size:12px;padding:3px 12px}.status em{flex:1}
.shade{position:absolute;inset:0;background:#0000;pointer-events:none}.shade.dark{background:rgba(0,0,0,${random.pick([0.25, 0.4, 0.5])})}
.pop{position:absolute;background:${t.pop};color:${t.ink};border:1px solid ${t.line};border-radius:${random.pick([0, 3, 6, 8])}px;box-shadow:0 4px 18px rgba(0,0,0,.4);overflow:hidden}.mi{display:flex;gap:40px;justify-content:space-between;padding:${random.int(3, 5)}px 22px;white-space:nowrap}.mi.sel{background:${t.chosen};color:${t.chosenInk};${t.chosen === "#00000000" ? `outline:1px solid ${t.accent};outline-offset:-1px` : ""}}.mi.off{color:${t.dim};opacity:.55}.mi .key{color:inherit;opacity:.75}.sep{border-top:1px solid ${t.line};margin:4px 0}
.in{display:block;border:1px solid ${t.accent};background:${t.paper};margin:7px;padding:4px 8px;border-radius:2px}.in .ph{color:${t.dim}}kbd{font:inherit;border:1px solid ${t.line};background:${t.side};border-radius:3px;padding:0 5px;margin:0 2px}
.dlg{padding:20px 24px 18px}.dlg .q{display:block;font-size:${ui + 3}px;font-weight:600;margin-bottom:10px}.dlg .d{display:block;margin-bottom:20px}.btns{display:flex;gap:10px;justify-content:flex-end}.btn{background:${t.dark ? "#3a3d41" : "#dcdcdc"};color:${t.ink};border-radius:${random.pick([0, 2, 4])}px;padding:4px 14px;white-space:nowrap}.btn.hot{background:${["#a6e22e", "#f78166", "#fd8c73", "#88c0d0", "#ff79c6"].includes(t.accent) ? "#2f6fbf" : t.accent};color:#fff}
.toast{padding:12px 14px}.toast .d{display:block;margin-bottom:10px}.set{padding:9px 30px;font-family:'${sans}',sans-serif}.set.sel{background:${t.dark ? "#ffffff0d" : "#0000000a"};border-left:2px solid ${t.accent}}.set>span{display:block}.set .n{font-weight:600}.box{width:17px;height:17px;border:1px solid ${t.dim};border-radius:3px;flex:none;display:inline-flex;align-items:center;justify-content:center;font-size:13px}.fld{display:inline-block!important;border:1px solid ${t.line};background:${t.side};padding:3px 10px;margin-top:5px;min-width:160px}
.tbl{font-family:'${sans}',sans-serif;padding:0 20px}.tr{display:grid;grid-template-columns:1.6fr 1.2fr 1.4fr .7fr;gap:14px;padding:4px 8px}.tr.sel{background:${t.chosen};color:${t.chosenInk};${t.chosen === "#00000000" ? `outline:1px solid ${t.accent}` : ""}}.tr.odd{background:${t.dark ? "#ffffff08" : "#00000008"}}.tr.th{font-weight:700}`;
}
