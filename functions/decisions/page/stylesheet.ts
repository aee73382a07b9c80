import { createHash } from 'node:crypto';

/** One small stylesheet for every page that people outside see: phone first, light and dark, for paper, too. */
export const stylesheet = `:root{color-scheme:light dark;--ink:#17212b;--soft:#4d5b68;--paper:#fff;--ground:#f3f5f7;--line:#d5dce3;--edge:#7a8793;--act:#0b57d0;--on-act:#fff;--act-deep:#0842a0;--tint:#eaf1fd;--good:#0b6b3a;--good-tint:#e8f5ed;--bad:#b3261e;--bad-tint:#fdecea}
@media(prefers-color-scheme:dark){:root{--ink:#e7ecf1;--soft:#a9b5c0;--paper:#182029;--ground:#0f151b;--line:#33404c;--edge:#7d8b98;--act:#8ab4f8;--on-act:#0b1a33;--act-deep:#aecbfa;--tint:#1b2a40;--good:#7ddba3;--good-tint:#15301f;--bad:#ff9d94;--bad-tint:#3a1a18}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;min-height:100vh;background:var(--ground);color:var(--ink);font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","PingFang SC","Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere;text-autospace:normal}
header,main,footer{max-width:42rem;margin:0 auto;padding-inline:1rem}
header{display:flex;justify-content:space-between;align-items:center;gap:1rem;padding-block:.9rem}
header p{margin:0;font-weight:600;color:var(--soft);min-width:0}
nav{display:flex;gap:.25rem;flex:none;font-size:.9rem}
nav a,nav span{padding:.5rem .6rem;border-radius:.5rem;min-height:2.75rem;display:inline-flex;align-items:center}
nav span{font-weight:600;color:var(--soft)}
main{background:var(--paper);border-block:1px solid var(--line);padding-block:1.5rem 2rem}
@media(min-width:44rem){main{border:1px solid var(--line);border-radius:1rem;padding:2.25rem 2.5rem 2.5rem}header,footer{padding-inline:.25rem}}
h1{font-size:1.6rem;line-height:1.25;letter-spacing:-.01em;margin:.15rem 0 .75rem;text-wrap:balance}
h2{font-size:1.05rem;line-height:1.4;margin:1.6rem 0 .35rem}
p,ul,ol,dl{margin:.35rem 0 .75rem}
ul,ol{padding-inline-start:1.3rem}li{margin:.35rem 0}li::marker{color:var(--soft)}
a{color:var(--act);text-underline-offset:.18em}a:hover{color:var(--act-deep)}
.lead{font-size:1.1rem}
.phrase{display:grid;gap:.15rem;margin:1.1rem 0;padding:.75rem 1rem;background:var(--tint);border-radius:.75rem;font-size:.9rem;color:var(--soft)}
.phrase strong{font-size:1.15rem;letter-spacing:.01em;color:var(--ink)}
.notice,.alert{margin:1.1rem 0;padding:.85rem 1rem;border-radius:.35rem .75rem .75rem .35rem;border-inline-start:.25rem solid var(--good);background:var(--good-tint)}
.alert{border-color:var(--bad);background:var(--bad-tint)}
.notice p,.alert p{margin:.2rem 0}.alert h2{margin:0;color:var(--bad)}
form{margin:1.25rem 0 0;padding:1.1rem 1rem 1.25rem;border:1px solid var(--line);border-radius:.75rem}
form h2{margin-top:0}
label{display:block;font-weight:600;margin-top:.75rem}form>label:first-child{margin-top:0}
form p:last-child{margin-bottom:0}
.hint,.small{font-size:.9rem;color:var(--soft)}.hint{margin:.15rem 0 .5rem}
.wrong{color:var(--bad);font-weight:600;margin:.15rem 0 .5rem}
input{width:100%;min-height:3rem;font:inherit;padding:.6rem .8rem;border:1px solid var(--edge);border-radius:.6rem;background:var(--paper);color:inherit}
textarea{width:100%;font:.9rem ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;padding:.6rem .8rem;border:1px solid var(--edge);border-radius:.6rem;background:var(--paper);color:inherit}
input[aria-invalid=true]{border:2px solid var(--bad)}
.big{font-size:1.15rem;letter-spacing:.04em;font-variant-numeric:tabular-nums}
button,.button{display:inline-flex;justify-content:center;align-items:center;width:100%;min-height:3rem;margin-top:1rem;padding:.65rem 1.5rem;font:inherit;font-weight:600;text-align:center;text-decoration:none;border:1px solid var(--act);border-radius:.6rem;background:var(--act);color:var(--on-act);cursor:pointer}
button:hover,.button:hover{background:var(--act-deep);border-color:var(--act-deep);color:var(--on-act)}
.plain{background:transparent;color:var(--ink);border-color:var(--edge)}.plain:hover{background:var(--ground);border-color:var(--ink);color:var(--ink)}
@media(min-width:30rem){button,.button{width:auto}}
fieldset{border:0;margin:1rem 0 0;padding:0}legend{font-weight:600;padding:0}
.choices label{display:flex;align-items:center;gap:.6rem;font-weight:400;margin:.2rem 0;min-height:2.75rem}.choices input{width:1.25rem;min-height:1.25rem;height:1.25rem;flex:none;margin:0;accent-color:var(--act)}
.guide{margin-top:2rem;border-top:1px solid var(--line);padding-top:.25rem}
details{border-bottom:1px solid var(--line)}
summary{padding:.75rem 0;font-weight:600;cursor:pointer;min-height:2.75rem}summary::marker{color:var(--soft)}
details ul{margin-top:0}
footer{padding-block:1rem 2.5rem;font-size:.85rem;color:var(--soft)}footer p{margin:.2rem 0}
dt{font-size:.9rem;color:var(--soft)}dd{margin:0 0 .6rem}
code{font:.95em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}main code{font-size:.75rem}
:focus-visible{outline:3px solid var(--act);outline-offset:2px;border-radius:.35rem}
@media print{body,main{background:#fff;color:#000;border:0}nav,form,.guide,.button{display:none}}
`;

/** Where pages find it. What it says is in the address, so that browsers may keep it for good. */
export const stylesheetHref = `/d/desk.css?v=${createHash('sha256').update(stylesheet).digest('hex').slice(0, 12)}`;
