import type { Texts } from '../kernel/texts.ts';
import type { Question } from './decision.ts';

/**
 * What somebody outside can agree to: that its account is linked, that more is allowed on one that is, that the parties
 * part (the customer), and that a customer of its second-level reseller is let go (the distributor).
 */
export const consentNames = ['link_consent', 'change_consent', 'unbind_statement', 'unbind_review'] as const;
export type ConsentName = (typeof consentNames)[number];

/** What a line tells. */
export type ConsentPart = 'who' | 'changes' | 'cost' | 'ends';
type Line = { readonly part: ConsentPart; readonly text: Texts };

/** The lines of one version, chosen by what is asked. */
type Wording = (question: Pick<Question, 'access' | 'payer'>) => readonly Line[];

const linkWho: Texts = {
  en: '{asks} asks to become the reseller of {customer} for its {provider} account.',
  'zh-CN': '{asks}申请成为{customer}的{provider}账号的代理商。',
};
const paidByReseller: Texts = {
  en: '{provider} bills {asks} for this account, and {asks} bills you. {asks} can limit what the account may spend.',
  'zh-CN': '{provider}将向{asks}收取此账号的费用，再由{asks}向您收费。{asks}可以限制此账号的消费额度。',
};
const paidByCustomer: Texts = {
  en: '{provider} goes on billing you for this account.',
  'zh-CN': '{provider}仍直接向您收取此账号的费用。',
};
const reads: Texts = {
  en: '{asks} sees the account’s name, bills and balance. It gets no access to your resources, users or passwords through this link.',
  'zh-CN': '{asks}可以看到此账号的名称、账单和余额，但不会因此获得对您的资源、用户或密码的访问权限。',
};
const manages: Texts = {
  en: '{asks} sees the account’s name, bills and balance. It may also manage resources for you, as far as you agreed with it and grant it access; your users and passwords stay yours.',
  'zh-CN':
    '{asks}可以看到此账号的名称、账单和余额，还可按照双方约定及您授予的权限为您管理资源。您的用户和密码仍归您所有。',
};
const linkCost: Texts = {
  en: 'Linking costs you nothing. What you use is charged as you agree with whoever bills you.',
  'zh-CN': '关联本身不收取任何费用。使用云资源的费用，按您与收费方的约定计收。',
};
const linkEnds: Texts = {
  en: 'The link has no end date. It lasts until it is unbound in {provider}’s own process; to end it, write to {asks} or to {provider}. What was used before is still charged.',
  'zh-CN':
    '关联没有到期日，直到按{provider}自己的流程解绑为止。如需解绑，请联系{asks}或{provider}。解绑前已产生的费用仍需支付。',
};

const changeWho: Texts = {
  en: '{asks} is the reseller of {customer} and asks to change what it may do on its {provider} account.',
  'zh-CN': '{asks}是{customer}的代理商，现申请变更其在{provider}账号上的操作范围。',
};
const changeReads: Texts = {
  en: '{asks} may read what the two of you agreed. Your resources, users and passwords stay yours.',
  'zh-CN': '{asks}可以查看双方约定的内容。您的资源、用户和密码仍归您所有。',
};
const changeManages: Texts = {
  en: '{asks} may also manage resources for you, as far as you agreed with it and grant it access. Your users and passwords stay yours.',
  'zh-CN': '{asks}还可按照双方约定及您授予的权限为您管理资源。您的用户和密码仍归您所有。',
};
const changeCost: Texts = {
  en: 'The change costs you nothing. Who bills you stays as it is.',
  'zh-CN': '此变更不收取任何费用，收费方保持不变。',
};
const changeEnds: Texts = {
  en: 'It lasts as long as the link. To take it back, write to {asks}; access that you granted in {provider}’s console you can withdraw there at any time.',
  'zh-CN': '此变更在关联期间有效。如需收回，请联系{asks}；您在{provider}控制台授予的权限，可随时在那里撤销。',
};

/**
 * Every wording that was ever released, by name; the first is version 1. Released words never change, since receipts
 * name them by their hash: other words are a new version at the end of the list, and `CURRENT` is raised.
 */
export const consentWordings: Readonly<Record<ConsentName, readonly Wording[]>> = {
  link_consent: [
    ({ access, payer }) => [
      { part: 'who', text: linkWho },
      { part: 'changes', text: payer === 'customer' ? paidByCustomer : paidByReseller },
      { part: 'changes', text: access === 'manage' ? manages : reads },
      { part: 'cost', text: linkCost },
      { part: 'ends', text: linkEnds },
    ],
  ],
  change_consent: [
    ({ access }) => [
      { part: 'who', text: changeWho },
      { part: 'changes', text: access === 'manage' ? changeManages : changeReads },
      { part: 'cost', text: changeCost },
      { part: 'ends', text: changeEnds },
    ],
  ],
};
