import type { SeededRandom } from './seed.ts';

/** A customer that does not exist: for seeds, so that a demo reads like a real book of customers. */
export interface FictionalCompany {
  name: string;
  /** Always below `example.com` or `example.org`, which belong to nobody (RFC 2606). */
  email: string;
  /** Digits with country code; the subscriber part 5550 is kept for fiction. */
  mobile: string;
}

/** Draws a company, about half of them with a Chinese name. The same draw can come up twice; `distinctFrom` rules it out. */
export function drawCompany(random: SeededRandom, distinctFrom: ReadonlySet<string> = new Set()): FictionalCompany {
  const chinese = random.chance(0.5);
  const [name, label] = chinese ? chineseName(random) : englishName(random);
  const domain = random.pick(['example.com', 'example.org']);
  const mailbox = random.pick(['cloud', 'ops', 'billing', 'it', 'finance']);
  const email = `${mailbox}@${label}.${domain}`;
  const mobile = `${chinese ? '86139' : '8525'}5550${random.digits(4)}`;
  return distinctFrom.has(name)
    ? { ...numbered(name, label, random, distinctFrom, `${mailbox}@`, domain), mobile }
    : { name, email, mobile };
}

function englishName(random: SeededRandom): [string, string] {
  const first = random.pick(englishFirst);
  const [second, form] = [random.pick(englishSecond), random.pick(['Ltd', 'Pte. Ltd.', 'Limited', 'Inc.'])];
  return [`${first} ${second} ${form}`, `${first}-${second}`.toLowerCase()];
}

function chineseName(random: SeededRandom): [string, string] {
  const [first, firstLabel] = random.pick(chineseFirst);
  const [second, secondLabel] = random.pick(chineseSecond);
  const city = random.pick(['', '（香港）', '（新加坡）', '（深圳）']);
  return [`${first}${second}${city}有限公司`, `${firstLabel}-${secondLabel}`];
}

/** Group companies: "Larkspur Robotics Ltd (2)" when the plain name is taken. */
function numbered(
  name: string,
  label: string,
  random: SeededRandom,
  taken: ReadonlySet<string>,
  mailbox: string,
  domain: string,
): { name: string; email: string } {
  let number = random.whole(2, 9);
  while (taken.has(`${name} (${number})`)) number += 1;
  return { name: `${name} (${number})`, email: `${mailbox}${label}-${number}.${domain}` };
}

const englishFirst = [
  'Larkspur',
  'Quillon',
  'Tamarisk',
  'Brindlecove',
  'Osterfield',
  'Merrowby',
  'Halcyon Pier',
  'Juniper Loft',
  'Northquay',
  'Saltmere',
  'Velloway',
  'Wrenhollow',
].map((word) => word.replaceAll(' ', ''));

const englishSecond = ['Robotics', 'Foods', 'Logistics', 'Games', 'Analytics', 'Travel', 'Media', 'Health', 'Retail'];

const chineseFirst = [
  ['岚汀', 'lanting'],
  ['鹿屿', 'luyu'],
  ['青穹', 'qingqiong'],
  ['望禾', 'wanghe'],
  ['澄砚', 'chengyan'],
  ['南樾', 'nanyue'],
  ['星渚', 'xingzhu'],
  ['若木', 'ruomu'],
  ['云棹', 'yunzhao'],
  ['霁川', 'jichuan'],
] as const;

const chineseSecond = [
  ['智能科技', 'zhineng'],
  ['国际物流', 'wuliu'],
  ['网络游戏', 'youxi'],
  ['数字传媒', 'chuanmei'],
  ['食品', 'shipin'],
  ['在线教育', 'jiaoyu'],
  ['生物医药', 'shengwu'],
  ['跨境电商', 'dianshang'],
] as const;
