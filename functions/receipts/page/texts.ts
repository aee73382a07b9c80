import type { Texts } from '../../kernel/texts.ts';
import type { NotGenuine } from '../signing/jws.ts';

/** What readers of receipts read, in our words, one key a sentence. What was agreed is in the receipt's own words. */
export const receiptTexts = {
  title: { en: 'Receipt of what you agreed to', 'zh-CN': '同意确认回执' },
  certificateTitle: { en: 'Certificate of completion', 'zh-CN': '解绑完成证明' },
  lead: {
    en: 'On {decidedAt} (UTC) {customer} agreed to what {reseller} had asked.',
    'zh-CN': '{customer}已于 {decidedAt}（UTC）同意{reseller}的申请。',
  },
  agreed: { en: 'What was agreed, as it was shown', 'zh-CN': '同意的内容（原文）' },
  facts: { en: 'Details', 'zh-CN': '详细信息' },
  reseller: { en: 'Reseller', 'zh-CN': '代理商' },
  provider: { en: 'Provider', 'zh-CN': '云服务商' },
  partnerId: { en: 'Reseller’s account at the provider', 'zh-CN': '代理商在云服务商的账号' },
  customer: { en: 'Customer', 'zh-CN': '客户' },
  account: { en: 'Customer’s account', 'zh-CN': '客户账号' },
  accountUnknown: { en: 'not known at that time', 'zh-CN': '当时尚不确定' },
  decidedAt: { en: 'Agreed at (UTC)', 'zh-CN': '同意时间（UTC）' },
  how: { en: 'How', 'zh-CN': '方式' },
  one_time_link: {
    en: 'by the customer itself, on the page of a link that was mailed to it',
    'zh-CN': '由客户本人通过邮件中的一次性链接页面确认',
  },
  text: { en: 'Text', 'zh-CN': '文本' },
  textVersion: {
    en: '{name}, version {version}, language {language}',
    'zh-CN': '{name}，版本 {version}，语言 {language}',
  },
  scopes: { en: 'Limited to', 'zh-CN': '范围限于' },
  items: { en: 'Point by point', 'zh-CN': '逐项结果' },
  id: { en: 'Receipt', 'zh-CN': '回执编号' },
  subject: { en: 'Request', 'zh-CN': '申请编号' },
  issuer: { en: 'Issued by', 'zh-CN': '签发方' },
  issuedAt: { en: 'Issued at (UTC)', 'zh-CN': '签发时间（UTC）' },
  key: { en: 'Signed with key', 'zh-CN': '签名密钥' },
  proof: { en: 'The receipt itself', 'zh-CN': '回执原文' },
  proofHow: {
    en: 'Keep this text. Anybody can have it verified at {verify}, or verify it without us: it is a compact JWS (ES256), and the key is at {keys}.',
    'zh-CN': '请保存以下文本。任何人都可以在 {verify} 验证，也可自行验证：它是紧凑格式的 JWS（ES256），公钥见 {keys}。',
  },
  soonTitle: { en: 'Your receipt is being made', 'zh-CN': '正在生成回执' },
  soon: {
    en: 'Your yes is recorded. The receipt is here in a minute: open this page again then.',
    'zh-CN': '您的同意已记录。回执将在一分钟内生成，届时请重新打开本页面。',
  },
  again: { en: 'Look again', 'zh-CN': '重新查看' },
  missingTitle: { en: 'There is no receipt here', 'zh-CN': '此处没有回执' },
  missing: {
    en: 'A receipt is made when a question is answered with yes. Check that you copied the whole link, or ask the reseller who wrote to you.',
    'zh-CN': '只有在同意申请后才会生成回执。请确认已完整复制链接，或联系向您发信的代理商。',
  },
  verifyTitle: { en: 'Verify a receipt', 'zh-CN': '验证回执' },
  verifyLead: {
    en: 'Paste the receipt. You learn whether this desk issued it, and what it says. Nothing that you paste is kept.',
    'zh-CN': '请粘贴回执原文，即可确认是否由本系统签发及其内容。您粘贴的内容不会被保存。',
  },
  verifyLabel: { en: 'Receipt', 'zh-CN': '回执原文' },
  verifyHint: {
    en: 'Three parts with a dot between each; spaces and line breaks do no harm.',
    'zh-CN': '由两个点号分隔的三段文本，空格和换行不影响验证。',
  },
  verify: { en: 'Verify', 'zh-CN': '验证' },
  verifyAnother: { en: 'Verify another', 'zh-CN': '验证其他回执' },
  genuineTitle: { en: 'This receipt is genuine', 'zh-CN': '此回执真实有效' },
  genuine: {
    en: 'This desk signed it, and not one character was changed since. All that follows is from the signed content.',
    'zh-CN': '此回执由本系统签名，且内容未被更改。以下内容均来自已签名的回执。',
  },
  notGenuineTitle: { en: 'This is not genuine', 'zh-CN': '此回执无法通过验证' },
} as const satisfies Record<string, Texts>;

/** Why a text is no receipt of ours, and what to do about it. */
export const notGenuineTexts = {
  malformed: {
    en: 'The text is not a receipt of this desk, or not all of it. Copy it whole, from its first to its last character.',
    'zh-CN': '该文本不是本系统的回执，或不完整。请从头到尾完整复制。',
  },
  unknown_key: {
    en: 'It is signed with a key that this desk does not have: another desk issued it, or nobody did. Ask whoever gave it to you where it is from.',
    'zh-CN': '签名密钥不属于本系统：可能由其他系统签发，或为伪造。请向提供者询问来源。',
  },
  wrong_signature: {
    en: 'The signature does not match: something in it was changed after it was signed. Ask for the original.',
    'zh-CN': '签名不匹配：内容在签名后被更改。请索取原件。',
  },
} as const satisfies Record<NotGenuine, Texts>;

/** What was agreed one by one, and how the account was identified. */
export const itemTexts = {
  account_identifier: { en: 'Account identifier', 'zh-CN': '账号 ID' },
  billing: { en: 'Billing', 'zh-CN': '账单' },
  provisioning: { en: 'Provisioning', 'zh-CN': '资源开通' },
  management: { en: 'Management', 'zh-CN': '资源管理' },
  delegation: { en: 'Delegated access', 'zh-CN': '委托访问' },
  'access.read_only': { en: 'Access: reading only', 'zh-CN': '权限：只读' },
  'access.manage': { en: 'Access: managing', 'zh-CN': '权限：管理' },
  agreed: { en: 'agreed', 'zh-CN': '已同意' },
  typed_and_equal: { en: 'typed by the customer, and the one asked about', 'zh-CN': '由客户输入，且与申请一致' },
  claimed: { en: 'claimed by the customer', 'zh-CN': '由客户声明' },
  not_given: { en: 'not given', 'zh-CN': '未提供' },
} as const satisfies Record<string, Texts>;
