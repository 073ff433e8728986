// Sixty people who don't exist, at addresses that can't: enough variety for views, criteria and lists to show something.
import { leads } from '#core/records/modules/leads.ts';
import { fieldOf, type FieldValues } from '#core/records/field.ts';

type Person = { readonly first: string; readonly last: string; readonly address: string };
type Town = { readonly city: string; readonly country: string };

const western: readonly (readonly [string, string])[] = [
  ['Ada', 'Moreau'],
  ['Ben', 'Okoro'],
  ['Clara', 'Jansen'],
  ['David', 'Keller'],
  ['Elena', 'Rossi'],
  ['Farid', 'Nasser'],
  ['Grace', 'Walker'],
  ['Hugo', 'Lindqvist'],
  ['Ines', 'Carvalho'],
  ['Jonas', 'Weber'],
  ['Kavya', 'Reddy'],
  ['Liam', 'Murphy'],
  ['Maria', 'Santos'],
  ['Noah', 'Fischer'],
  ['Olga', 'Petrova'],
  ['Pablo', 'Navarro'],
  ['Quinn', 'Hughes'],
  ['Rosa', 'Delgado'],
  ['Samir', 'Haddad'],
  ['Tara', 'O’Brien'],
  ['Umar', 'Siddiqui'],
  ['Vera', 'Novak'],
  ['Will', 'Turner'],
  ['Xenia', 'Pappas'],
  ['Yusuf', 'Demir'],
  ['Zoe', 'Laurent'],
  ['Amara', 'Eze'],
  ['Bruno', 'Costa'],
  ['Carla', 'Meyer'],
  ['Dmitri', 'Volkov'],
];
/** First name, family name, and how the address spells them. */
const chinese: readonly (readonly [string, string, string])[] = [
  ['伟', '陈', 'chen.wei'],
  ['芳', '王', 'wang.fang'],
  ['娜', '李', 'li.na'],
  ['强', '张', 'zhang.qiang'],
  ['敏', '刘', 'liu.min'],
  ['静', '杨', 'yang.jing'],
  ['磊', '黄', 'huang.lei'],
  ['洋', '赵', 'zhao.yang'],
  ['艳', '吴', 'wu.yan'],
  ['勇', '周', 'zhou.yong'],
  ['杰', '徐', 'xu.jie'],
  ['娟', '孙', 'sun.juan'],
  ['涛', '马', 'ma.tao'],
  ['明', '朱', 'zhu.ming'],
  ['超', '胡', 'hu.chao'],
  ['秀英', '郭', 'guo.xiuying'],
  ['霞', '何', 'he.xia'],
  ['平', '高', 'gao.ping'],
  ['刚', '林', 'lin.gang'],
  ['桂英', '罗', 'luo.guiying'],
  ['文静', '郑', 'zheng.wenjing'],
  ['建国', '梁', 'liang.jianguo'],
  ['丽', '谢', 'xie.li'],
  ['鹏', '宋', 'song.peng'],
  ['雪', '唐', 'tang.xue'],
  ['浩然', '许', 'xu.haoran'],
  ['婷', '韩', 'han.ting'],
  ['宇', '冯', 'feng.yu'],
  ['欣怡', '邓', 'deng.xinyi'],
  ['子轩', '曹', 'cao.zixuan'],
];
const westernTowns: readonly Town[] = [
  { city: 'Paris', country: 'France' },
  { city: 'Lagos', country: 'Nigeria' },
  { city: 'Rotterdam', country: 'Netherlands' },
  { city: 'Hamburg', country: 'Germany' },
  { city: 'Dublin', country: 'Ireland' },
  { city: 'Mumbai', country: 'India' },
];
const chineseTowns: readonly Town[] = ['上海', '深圳', '杭州', '成都', '北京', '广州'].map((city) => ({
  city,
  country: '中国',
}));
const westernFirms = [
  'Northwind Tools',
  'Blue Harbour Freight',
  'Alder & Sons',
  'Lumen Clinics',
  'Cobalt Software',
  'Verde Foods',
];
const chineseFirms = ['东海物流有限公司', '明德教育', '华星软件', '绿洲食品', '远航贸易', '安康医疗'];
const titles = [
  'Head of Operations',
  'Purchasing Manager',
  'Founder',
  'Marketing Lead',
  'IT Manager',
  'Office Manager',
];
const chineseTitles = ['运营总监', '采购经理', '创始人', '市场主管', '信息技术经理', '行政经理'];

/** Values as the leads module takes them; the same every time. */
export function sampleLeads(): FieldValues[] {
  const people = western.flatMap(([first, last], index): FieldValues[] => {
    const address = `${first}.${last}`.toLowerCase().replace(/[^a-z.]/g, '');
    const [zhFirst, zhLast, zhAddress] = chinese[index] ?? ['', '', ''];
    return [
      leadOf({ first, last, address }, index, {
        towns: westernTowns,
        firms: westernFirms,
        titles,
        dial: '+49 30 901820',
      }),
      leadOf({ first: zhFirst, last: zhLast, address: zhAddress }, index, {
        towns: chineseTowns,
        firms: chineseFirms,
        titles: chineseTitles,
        dial: '+86 21 555501',
      }),
    ];
  });
  // A few as they are in life: nobody to write to, somebody who asked not to be written to.
  return people.map((values, index) => {
    if (index % 20 === 13) return { ...values, email: null };
    return index % 15 === 7 ? { ...values, do_not_email: true } : values;
  });
}

type Surroundings = {
  readonly towns: readonly Town[];
  readonly firms: readonly string[];
  readonly titles: readonly string[];
  /** All but the last two digits of their phone numbers. */
  readonly dial: string;
};

function leadOf({ first, last, address }: Person, index: number, around: Surroundings): FieldValues {
  const pick = <T>(from: readonly T[], step: number): T | null => from[(index * step) % from.length] ?? null;
  const options = (key: string) => fieldOf(leads, key)?.options ?? [];
  const town = pick(around.towns, 1);
  return {
    first_name: first,
    last_name: last,
    email: `${address}@leads.invalid`,
    phone: `${around.dial} ${String(10 + index)}`,
    company: pick(around.firms, 5),
    title: pick(around.titles, 1),
    city: town?.city ?? null,
    country: town?.country ?? null,
    industry: pick(options('industry'), 3),
    lead_source: pick(options('lead_source'), 7),
    lead_status: index % 2 === 0 ? (options('lead_status')[0] ?? null) : pick(options('lead_status'), 3),
    employees: [8, 25, 60, 140, 480, 2_300][index % 6] ?? null,
    annual_revenue: String([350_000, 1_200_000, 4_800_000, 22_000_000][index % 4] ?? 0),
  };
}
