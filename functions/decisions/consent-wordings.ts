import type { Texts } from '../kernel/texts.ts';
import type { Question } from './decision.ts';

/**
 * What somebody outside can agree to: that its account is linked, that more is allowed on one that is, that the parties
 * part (the customer), and that a customer of its second-level reseller is let go (the distributor).
 */
export const consentNames = ['link_consent', 'change_consent', 'unbind_statement', 'unbind_review'] as const;
export type ConsentName = (typeof consentNames)[number];

/** What a line tells. */
export type ConsentPart = 'who' | 'changes' | 'stays' | 'cost' | 'ends';
type Line = { readonly part: ConsentPart; readonly text: Texts };

/** The lines of one version, chosen by what is asked. */
type Wording = (question: Pick<Question, 'access' | 'payer' | 'unbinds'>) => readonly Line[];

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

const unbindWho: Texts = {
  en: '{asks} and {customer} part: your {provider} account is to leave its reseller and to be a direct account of {provider}.',
  'zh-CN': '{asks}与{customer}将终止代理关系：您的{provider}账号将与代理商解绑，成为{provider}的直属账号。',
};
const discountsEnd: Texts = {
  en: 'Your discounts and prices by {asks} end. From then on {provider} charges its own prices.',
  'zh-CN': '{asks}给予您的折扣和价格终止，此后按{provider}自己的价格计费。',
};
const creditEnds: Texts = {
  en: 'The credit line of {asks} on this account ends. You pay {provider} yourself.',
  'zh-CN': '{asks}为此账号提供的信用额度终止，由您自行向{provider}付款。',
};
const agreementEnds: Texts = {
  en: 'The agreement between you and {asks} about this account becomes invalid in the moment in which {provider} completes the unbinding.',
  'zh-CN': '{provider}完成解绑时，您与{asks}就此账号达成的协议同时失效。',
};
const accountStays: Texts = {
  en: 'Your account, its resources, its users and passwords stay yours and go on as they are.',
  'zh-CN': '您的账号、资源、用户和密码仍归您所有，继续照常使用。',
};
const cardNeeded: Texts = {
  en: 'You need a payment card of your own on the account. {provider} asks for it after you have confirmed there.',
  'zh-CN': '账号需要绑定您自己的银行卡。您在{provider}确认后，{provider}会要求绑定。',
};
const cardKnown: Texts = {
  en: 'A payment card is known on the account already, so {provider} should ask for none.',
  'zh-CN': '账号已绑定银行卡，{provider}通常不会再要求绑定。',
};
const lateBills: Texts = {
  en: 'Bills for what was used before may still come late, by {asks}. They stay yours to pay, as the two of you agreed.',
  'zh-CN': '解绑前产生的费用，其账单可能延迟由{asks}发送，仍需按双方约定支付。',
};
const noWayBack: Texts = {
  en: 'There is no way back. What {provider} has completed, nobody can undo; to have a reseller again takes a new link.',
  'zh-CN': '此操作无法撤销。{provider}完成解绑后，任何人都无法恢复；如再次需要代理商，须重新关联。',
};

const reviewWho: Texts = {
  en: '{asks} has applied at {provider} for {customer} to leave its reseller. {customer} is a customer of {secondLevel}, a second-level reseller of yours.',
  'zh-CN': '{asks}已在{provider}为{customer}申请与代理商解绑。该客户属于您的二级代理商{secondLevel}。',
};
const reviewNext: Texts = {
  en: 'If you approve, {customer} is asked to confirm. Nobody asks it before.',
  'zh-CN': '您同意后，才会请{customer}确认；在此之前不会联系该客户。',
};
const reviewEnds: Texts = {
  en: 'With the unbinding the customer’s discounts, its credit line and its agreement with {secondLevel} end.',
  'zh-CN': '解绑后，该客户的折扣、信用额度以及与{secondLevel}的协议终止。',
};
const reviewStays: Texts = {
  en: 'The customer keeps its account and its resources. Between you and {secondLevel} nothing changes.',
  'zh-CN': '客户保留其账号和资源。您与{secondLevel}之间的关系不变。',
};
const reviewCost: Texts = {
  en: 'What is used until then is charged as it is now. Bills for it may come late.',
  'zh-CN': '在此之前产生的费用仍按现有方式计收，账单可能延迟。',
};
const reviewNoWayBack: Texts = {
  en: 'There is no way back once {provider} has completed it. If you refuse, the application ends and nothing changes.',
  'zh-CN': '{provider}完成后无法撤销。如您拒绝，申请即告结束，不会发生任何变化。',
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
  unbind_statement: [
    ({ unbinds }) => [
      { part: 'who', text: unbindWho },
      { part: 'changes', text: discountsEnd },
      { part: 'changes', text: creditEnds },
      { part: 'changes', text: agreementEnds },
      { part: 'stays', text: accountStays },
      ...(unbinds?.noCardStep ? [] : [{ part: 'cost', text: unbinds?.cardNeeded ? cardNeeded : cardKnown } as const]),
      { part: 'cost', text: lateBills },
      { part: 'ends', text: noWayBack },
    ],
  ],
  unbind_review: [
    () => [
      { part: 'who', text: reviewWho },
      { part: 'changes', text: reviewNext },
      { part: 'changes', text: reviewEnds },
      { part: 'stays', text: reviewStays },
      { part: 'cost', text: reviewCost },
      { part: 'ends', text: reviewNoWayBack },
    ],
  ],
};
