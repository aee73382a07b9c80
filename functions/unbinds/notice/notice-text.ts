import { InvariantBroken } from '../../kernel/result.ts';
import type { Language } from '../../kernel/texts.ts';
import { hashOf } from '../../platform/http.ts';
import type { Site } from '../../providers/provider.ts';
import { attestationNames } from '../declaration.ts';
import { effectNames, noticeWordings, type Wording } from './wordings.ts';

/** A notice in one language, in the very lines that are shown. */
export type NoticeText = {
  readonly name: 'unbind_notice';
  readonly site: Site;
  readonly version: number;
  readonly language: Language;
  readonly source: Wording['source'];
  readonly points: readonly string[];
  readonly attestations: readonly { readonly name: (typeof attestationNames)[number]; readonly text: string }[];
  readonly capacities: readonly { readonly as: 'holder' | 'agent'; readonly text: string }[];
  readonly effects: readonly { readonly on: (typeof effectNames)[number]; readonly text: string }[];
  /** SHA-256, in hex, of the canonical JSON (RFC 8785) of all the rest. */
  readonly sha256: string;
};

/** The version in force: the last one. Undefined where the desk has no notice for a site. */
export function noticeVersion(site: Site): number | undefined {
  return noticeWordings[site]?.length;
}

/** What ends or changes with a link, in words (R098); nothing for a site or version of which there is no notice. */
export function effectsOf(site: Site, language: Language, version = noticeVersion(site) ?? 0): NoticeText['effects'] {
  const effects = noticeWordings[site]?.[version - 1]?.effects;
  return effects ? effectNames.map((on) => ({ on, text: effects[on][language] })) : [];
}

/**
 * A notice by its version (R078).
 * @throws InvariantBroken for a site or version of which there is none
 */
export function noticeText(site: Site, language: Language, version = noticeVersion(site) ?? 0): NoticeText {
  const wording = noticeWordings[site]?.[version - 1];
  if (!wording) throw new InvariantBroken(`no version ${version} of the notice for ${site}`);
  const { source, points, attestations, capacities } = wording;
  const text = {
    name: 'unbind_notice',
    site,
    version,
    language,
    source,
    points: points.map((point) => point[language]),
    attestations: attestationNames.map((name) => ({ name, text: attestations[name][language] })),
    capacities: (['holder', 'agent'] as const).map((as) => ({ as, text: capacities[as][language] })),
    effects: effectsOf(site, language, version),
  } as const;
  return { ...text, sha256: hashOf(text) };
}
