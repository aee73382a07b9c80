import { InvariantBroken } from '../../kernel/result.ts';
import type { Language, Texts } from '../../kernel/texts.ts';
import type { PreconditionName } from './precondition.ts';

/** What to do about a precondition, by what exactly was found; `unknown` is how to find out. */
export const remedyTexts: Readonly<Record<PreconditionName, Readonly<Record<string, Texts>>>> = {
  not_frozen: {
    frozen: {
      en: 'The account is frozen. Lift the freeze in the partner console, then have it looked at again.',
      'zh-CN': '该账号已被冻结。请在合作伙伴控制台解除冻结，然后重新检查。',
    },
    unknown: {
      en: 'Nobody could read whether the account is frozen. Read it again, or look it up in the partner console and say what you found.',
      'zh-CN': '无法读取该账号是否被冻结。请重新读取，或在合作伙伴控制台查看并填写结果。',
    },
  },
  credit_not_negative: {
    negative: {
      en: 'The available credit is below zero. Allocate at least what is missing, or have an approver accept a reason to go on without.',
      'zh-CN': '可用额度为负数。请至少补足差额；如需在不补足的情况下继续，须由审批人认可理由。',
    },
    unknown: {
      en: 'Nobody could read the available credit. Read it again, or look it up in the partner console and say what you found.',
      'zh-CN': '无法读取可用额度。请重新读取，或在合作伙伴控制台查看并填写结果。',
    },
  },
  no_suspension_privilege: {
    prepaid: {
      en: 'Prepaid services keep running although the account owes. Switch this privilege off in the service suspension policy.',
      'zh-CN': '预付费服务享有欠费不停服特权。请在停服策略中关闭该特权。',
    },
    postpaid: {
      en: 'Postpaid services keep running although the account owes. Switch this privilege off in the service suspension policy.',
      'zh-CN': '后付费服务享有欠费不停服特权。请在停服策略中关闭该特权。',
    },
    both: {
      en: 'Prepaid and postpaid services keep running although the account owes. Switch both privileges off in the service suspension policy.',
      'zh-CN': '预付费和后付费服务均享有欠费不停服特权。请在停服策略中关闭这两项特权。',
    },
    keeps_running: {
      en: 'Services keep running although the credit is used up. Set the customer’s shutdown policy to one that stops at once.',
      'zh-CN': '额度用尽后服务仍继续运行。请将该客户的停机策略改为立即停机。',
    },
    stops_late: {
      en: 'Services run on for a while after the credit is used up, at your cost. Set the customer’s shutdown policy to one that stops at once.',
      'zh-CN': '额度用尽后服务会延迟停机，期间费用由您承担。请将该客户的停机策略改为立即停机。',
    },
    unknown: {
      en: 'Nobody could read whether services keep running in arrears. Look at the service suspension policy of the customer and say what you found.',
      'zh-CN': '无法读取是否享有欠费不停服特权。请查看该客户的停服策略并填写结果。',
    },
  },
  not_in_group: {
    admin: {
      en: 'The account administers a group. It has to give the group up, or be removed from it, before it can be unbound.',
      'zh-CN': '该账号是集团管理员。解绑前须先退出集团管理或从集团中移除。',
    },
    member: {
      en: 'The account is a member of a group. The group’s administrator has to remove it before it can be unbound.',
      'zh-CN': '该账号是集团成员。解绑前须由集团管理员将其移出。',
    },
    unknown: {
      en: 'No call tells whether the account is in a group. Ask the customer and say what you found.',
      'zh-CN': '没有接口可以查询该账号是否在集团中。请向客户确认并填写结果。',
    },
  },
  no_savings_unit: {
    created: {
      en: 'The account has created a savings plan’s shared unit. The customer has to dissolve or leave it first.',
      'zh-CN': '该账号创建了节省计划共享单元。客户须先解散或退出该单元。',
    },
    joined: {
      en: 'The account has joined a savings plan’s shared unit. Whoever owns the unit has to remove it first.',
      'zh-CN': '该账号加入了节省计划共享单元。须先由单元所有者将其移除。',
    },
    unknown: {
      en: 'No call tells whether the account shares a savings plan. Ask the customer and say what you found.',
      'zh-CN': '没有接口可以查询该账号是否加入节省计划共享单元。请向客户确认并填写结果。',
    },
  },
  nothing_overdue: {
    overdue: {
      en: 'Payments are overdue. Settle every one of them, then have it looked at again.',
      'zh-CN': '存在逾期未付款项。请全部结清后重新检查。',
    },
    unknown: {
      en: 'Nobody could read all unpaid sums. Read them again, or look them up in the partner console and say what you found.',
      'zh-CN': '未能读取全部未付金额。请重新读取，或在合作伙伴控制台查看并填写结果。',
    },
  },
  discounts_off: {
    active: {
      en: 'The customer still has discounts. Deactivate every one of them first.',
      'zh-CN': '该客户仍有生效中的折扣。请先停用全部折扣。',
    },
    unknown: {
      en: 'No call tells whether discounts are active. Look at the customer’s discounts and say what you found.',
      'zh-CN': '没有接口可以查询折扣是否生效。请查看该客户的折扣并填写结果。',
    },
  },
  no_independent_members: {
    has_members: {
      en: 'The account is an enterprise’s main account with members that account for themselves. The customer has to end that first.',
      'zh-CN': '该账号是企业主账号，且关联了独立核算的成员账号。客户须先解除该关联。',
    },
    unknown: {
      en: 'No call tells whether members that account for themselves belong to the account. Look at the account check, or ask the customer, and say what you found.',
      'zh-CN': '没有接口可以查询该账号是否关联独立核算的成员账号。请查看账号检查或向客户确认，并填写结果。',
    },
  },
  no_reserved_instances: {
    valid: {
      en: 'A reserved instance is still valid. It has to end, or be given up, before the account can leave.',
      'zh-CN': '仍有有效的预留实例。须待其到期或退订后才能解除。',
    },
    unknown: {
      en: 'No call tells whether a reserved instance is valid. Look at the account check, or ask the customer, and say what you found.',
      'zh-CN': '没有接口可以查询预留实例。请查看账号检查或向客户确认，并填写结果。',
    },
  },
  no_support_plan: {
    partner: {
      en: 'A partner support plan of yours still runs for the account. End it first.',
      'zh-CN': '该账号仍有生效中的伙伴支持计划。请先终止该计划。',
    },
    service: {
      en: 'A support plan of the provider still runs for the account. The customer has to end it first.',
      'zh-CN': '该账号仍有生效中的服务支持计划。客户须先终止该计划。',
    },
    member: {
      en: 'A support plan still runs for a member that the account pays for. It has to end first.',
      'zh-CN': '该账号代付的成员账号仍有生效中的支持计划。须先终止该计划。',
    },
    unknown: {
      en: 'No call tells whether a support plan runs. Look at the account check, or ask the customer, and say what you found.',
      'zh-CN': '没有接口可以查询支持计划。请查看账号检查或向客户确认，并填写结果。',
    },
  },
  no_pending_orders: {
    pending: {
      en: 'An order waits for payment. Have it paid or cancelled, or have an approver accept a reason to go on with it.',
      'zh-CN': '有订单尚待支付。请支付或取消该订单；如需保留，须由审批人认可理由。',
    },
    unknown: {
      en: 'Nobody has looked whether orders wait for payment. Look at the customer’s orders and say what you found.',
      'zh-CN': '尚未核实是否有待支付的订单。请查看该客户的订单并填写结果。',
    },
  },
  currency_settled: {
    open: {
      en: 'It is open in which currency the provider bills the customer afterwards. Have the customer find that out, or have an approver accept a reason to go on without.',
      'zh-CN': '尚不清楚解除后云厂商以何种货币向客户出账。请客户先行确认；如需继续，须由审批人认可理由。',
    },
    unknown: {
      en: 'Nobody has said whether the customer knows in which currency the provider bills it afterwards. Ask, and say what you found.',
      'zh-CN': '尚未确认客户是否知晓解除后云厂商的出账货币。请询问客户并填写结果。',
    },
  },
  requests_left: {
    used_up: {
      en: 'The provider takes no further request about this customer for now. Wait until the oldest one no longer counts, or ask the provider by a ticket for another.',
      'zh-CN': '云厂商目前不再受理关于该客户的申请。请等待最早的申请不再计入，或提交工单申请增加次数。',
    },
    unknown: {
      en: 'No call tells how many requests were made already. Count those of the last months in the provider’s records and say what you found.',
      'zh-CN': '没有接口可以查询已提交的申请次数。请在云厂商的操作记录中核对近几个月的申请并填写结果。',
    },
  },
};

/** The name of a text, for those who have texts of their own: `not_in_group.admin`. */
export function remedyKey(name: PreconditionName, state: string): string {
  return `${name}.${state}`;
}

/** @throws InvariantBroken for a name that `remedyKey` did not make of what a check can find */
export function remedyText(key: string, language: Language): string {
  const [name = '', state = ''] = key.split('.');
  const found = Object.entries(remedyTexts).find(([check]) => check === name)?.[1][state];
  if (!found) throw new InvariantBroken(`no text for the remedy ${key}`);
  return found[language];
}
