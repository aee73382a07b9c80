import type { Texts } from '../../kernel/texts.ts';
import type { Flag } from '../../unbinds/course.ts';
import type { attestationNames } from '../../unbinds/declaration.ts';
import type { FactKind, Observer } from '../../unbinds/fact.ts';
import type { CheckMode, PreconditionName } from '../../unbinds/preconditions/precondition.ts';

/** What readers of certificates read, in our words, one key a sentence. Times are UTC. */
export const completionTexts = {
  lead: {
    en: 'On {completedAt} (UTC) {provider} released {customer} from its reseller {reseller}.',
    'zh-CN': '{customer}已于 {completedAt}（UTC）在{provider}与代理商{reseller}解除关系。',
  },
  after: {
    en: 'Since then {customer} is {provider}’s own customer, and the agreement with {reseller} is not in force there any more.',
    'zh-CN': '自此{customer}成为{provider}官网客户，与{reseller}的代理关系在该平台上失效。',
  },
  facts: { en: 'What was seen at the provider, and by whom (UTC)', 'zh-CN': '云服务商处的事实及观察者（UTC）' },
  flags: { en: 'Out of the ordinary', 'zh-CN': '异常说明' },
  preconditions: { en: 'What had to be so before (UTC)', 'zh-CN': '前置条件（UTC）' },
  declared: { en: 'What was declared and agreed', 'zh-CN': '声明与同意' },
  declaredBy: { en: 'Submitter', 'zh-CN': '提交人' },
  customerStarted: { en: 'the customer started it at the provider', 'zh-CN': '由客户在云服务商处发起' },
  capacity: { en: 'Capacity', 'zh-CN': '身份' },
  noticeText: { en: 'Notice accepted', 'zh-CN': '已接受的须知' },
  secondPerson: { en: 'Second person', 'zh-CN': '第二人' },
  nobody: { en: 'nobody was asked', 'zh-CN': '未征询' },
  noticeDays: { en: 'Days of notice, and their end', 'zh-CN': '通知期（天）及截止时间' },
  overridden: { en: 'passed over by {by}: {reason}', 'zh-CN': '由 {by} 忽略：{reason}' },
  evidence: { en: 'file', 'zh-CN': '文件' },
  application: { en: 'Application at the provider', 'zh-CN': '云服务商处的申请' },
  unbind: { en: 'Unbind', 'zh-CN': '解绑编号' },
  link: { en: 'Link that ended', 'zh-CN': '已结束的关联' },
  timeline: { en: 'Timeline at completion', 'zh-CN': '完成时的时间线' },
  id: { en: 'Certificate', 'zh-CN': '证明编号' },
} as const satisfies Record<string, Texts>;

type Word =
  | PreconditionName
  | FactKind
  | Flag
  | (typeof attestationNames)[number]
  | `by.${Observer}`
  | `mode.${(typeof CheckMode.options)[number]}`
  | 'pass'
  | 'fail'
  | 'unknown'
  | 'holder'
  | 'agent';

/** Every word that a certificate may hold. */
export const completionWords: Readonly<Record<Word, Texts>> = {
  not_frozen: { en: 'The account is not frozen', 'zh-CN': '账号未冻结' },
  credit_not_negative: { en: 'Available credit is not below 0', 'zh-CN': '可用额度不为负' },
  no_suspension_privilege: { en: 'No privilege to run on without credit', 'zh-CN': '无欠费不停服特权' },
  not_in_group: { en: 'Not in a group of accounts', 'zh-CN': '未加入集团组织' },
  no_savings_unit: { en: 'No shared unit of a savings plan', 'zh-CN': '未使用共享节省计划' },
  nothing_overdue: { en: 'Nothing is overdue', 'zh-CN': '无逾期账单' },
  discounts_off: { en: 'Discounts are deactivated', 'zh-CN': '折扣已停用' },
  no_independent_members: { en: 'No members that account for themselves', 'zh-CN': '未关联独立核算的成员账号' },
  no_reserved_instances: { en: 'No valid reserved instance', 'zh-CN': '无有效的预留实例' },
  no_support_plan: { en: 'No support plan runs', 'zh-CN': '无生效中的支持计划' },
  no_pending_orders: { en: 'No order waits for payment', 'zh-CN': '无待支付订单' },
  currency_settled: { en: 'The currency of later bills is settled', 'zh-CN': '后续出账货币已明确' },
  requests_left: { en: 'Another request is possible', 'zh-CN': '申请次数未用尽' },
  pass: { en: 'met', 'zh-CN': '满足' },
  fail: { en: 'not met', 'zh-CN': '不满足' },
  unknown: { en: 'not known', 'zh-CN': '未知' },
  'mode.machine': { en: 'read at the provider', 'zh-CN': '由系统读取' },
  'mode.attested': { en: 'attested by a member', 'zh-CN': '由成员证明' },
  'mode.unknown': { en: 'not looked at', 'zh-CN': '未核查' },
  submitted: { en: 'Application submitted', 'zh-CN': '已提交申请' },
  refused_at_submission: { en: 'Refused when submitted', 'zh-CN': '提交时被拒' },
  distributor_approved: { en: 'The distributor approved', 'zh-CN': '总经销商同意' },
  distributor_refused: { en: 'The distributor refused', 'zh-CN': '总经销商拒绝' },
  customer_confirmed: { en: 'The customer confirmed', 'zh-CN': '客户确认' },
  customer_rejected: { en: 'The customer rejected it', 'zh-CN': '客户拒绝' },
  card_bound: { en: 'A card is bound', 'zh-CN': '已绑卡' },
  blocked: { en: 'A condition was broken at the provider’s last check', 'zh-CN': '最终校验未通过' },
  completed: { en: 'Completed', 'zh-CN': '已完成' },
  migrated: { en: 'Moved to another reseller', 'zh-CN': '已转至其他代理商' },
  withdrawn: { en: 'Application withdrawn', 'zh-CN': '申请已撤回' },
  reviewed_yes: { en: 'The reseller agreed', 'zh-CN': '代理商同意' },
  reviewed_no: { en: 'The reseller refused', 'zh-CN': '代理商拒绝' },
  approved_by_clock: { en: 'Approved by the provider’s own deadline', 'zh-CN': '超时由云服务商自动同意' },
  'by.api': { en: 'read at the provider', 'zh-CN': '由系统在云服务商处读取' },
  'by.operator': { en: 'seen by a member in the provider’s console', 'zh-CN': '由成员在云服务商控制台查看' },
  'by.customer': { en: 'stated by the customer', 'zh-CN': '由客户声明' },
  'by.distributor': { en: 'stated by the distributor', 'zh-CN': '由总经销商声明' },
  'by.clock': { en: 'nobody saw it; the deadline has passed', 'zh-CN': '无人确认，期限已过' },
  second_person_not_asked: { en: 'No second person had agreed', 'zh-CN': '未经第二人同意' },
  checks_red: {
    en: 'The provider went on although our checks were not met',
    'zh-CN': '我方检查未通过时云服务商仍继续',
  },
  distributor_not_seen: { en: 'The distributor’s answer was not seen', 'zh-CN': '未见总经销商答复' },
  customer_not_seen: { en: 'The customer’s confirmation was not seen', 'zh-CN': '未见客户确认' },
  after_withdrawal: { en: 'It went on after it was to be withdrawn', 'zh-CN': '撤回过程中仍继续' },
  after_end: { en: 'It went on after the case had ended here', 'zh-CN': '本系统结案后仍继续' },
  not_submitted_by_us: { en: 'Its submission was not seen', 'zh-CN': '未见提交' },
  decided_by_clock: { en: 'The provider’s deadline decided', 'zh-CN': '由云服务商期限决定' },
  customer_agrees: { en: 'The customer agrees', 'zh-CN': '客户同意' },
  contracts_and_bills_handled: { en: 'Contracts and bills are dealt with', 'zh-CN': '合同与账单已处理' },
  assets_handled: { en: 'Assets are dealt with', 'zh-CN': '资产已处理' },
  overdue_settled: { en: 'What was overdue is settled', 'zh-CN': '欠费已结清' },
  discounts_deactivated: { en: 'Discounts were deactivated', 'zh-CN': '折扣已停用' },
  holder: { en: 'holder of the account', 'zh-CN': '账号所有者' },
  agent: { en: 'authorised agent', 'zh-CN': '授权代理人' },
};
