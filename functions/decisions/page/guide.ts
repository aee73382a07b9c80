import { html } from 'hono/html';
import type { Texts } from '../../kernel/texts.ts';
import { guideTexts as texts } from './guide-texts.ts';
import type { Html, Say } from './layout.ts';

/** How to know what is real, how long it takes, what to do when stuck (R129, R130). */
export function guide(say: Say): Html {
  return html`<section class="guide" aria-labelledby="guide">
        <h2 id="guide">${say(texts.title)}</h2>
        ${topic(say, texts.real, [texts.realAddress, texts.realPassword, texts.realPhrase])}
        ${topic(say, texts.time, [texts.timeMinutes, texts.timeDays])}
        ${topic(say, texts.stuck, [texts.stuckOpen, texts.stuckMail, texts.stuckSignIn, texts.stuckUser, texts.stuckElse])}
      </section>`;
}

function topic(say: Say, title: Texts, points: readonly Texts[]): Html {
  return html`<details>
          <summary>${say(title)}</summary>
          <ul>${points.map((point) => html`<li>${say(point)}</li>`)}</ul>
        </details>`;
}
