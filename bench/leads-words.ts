// What the leads of the benches are made of, the frequent first.
import { fieldOf, type Module } from '#core/records/field.ts';

const list = (text: string): readonly string[] => text.trim().split(/\s+/u);
const lines = (text: string): readonly string[] => text.split(',').map((word) => word.trim());

export const givenNames = list(`
  Anna James Maria John Emma David Laura Michael Sofia Thomas Julia Daniel Sarah Peter Clara Martin Lena Lukas Elena Paul Marta
  Robert Alice Mark Eva Simon Nina Andrew Ida Oliver Lucia Felix Chiara Hugo Amelie Leon Rosa Victor Ingrid Carlos Helena Pierre
  Camille Antoine Juliette Mateo Valentina Diego Isabel Pablo Carmen Luis Beatriz Joao Ines Miguel Olivia William Charlotte Henry
  Grace Samuel Chloe Benjamin Zoe Alexander Mia Ethan Hannah Jacob Abigail Nathan Freya Oscar Astrid Erik Sigrid Lars Karin Bjorn
  Priya Arjun Ananya Rahul Kavya Rohan Fatima Omar Layla Yusuf Aisha Ali Noor Hassan Yuki Haruto Sakura Kenji Minjun Seoyeon`);

export const surnames = list(`
  Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Wilson Anderson Thomas Taylor Moore
  Jackson Martin Lee Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Nelson Baker
  Hall Rivera Campbell Mitchell Carter Roberts Muller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch
  Bauer Richter Klein Wolf Schroder Neumann Schwarz Zimmermann Braun Kruger Hofmann Hartmann Lange Werner Krause Lehmann Kohler
  Dubois Durand Leroy Moreau Simon Laurent Lefebvre Michel Bertrand Roux Vincent Fournier Girard Bonnet Dupont Lambert Fontaine
  Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Conti Silva Santos Ferreira Pereira Oliveira Costa
  Johansson Karlsson Nilsson Eriksson Larsson Hansen Olsen Jensen Nielsen Virtanen Korhonen Kowalski Nowak Novak Svoboda Horvath
  Sharma Patel Singh Kumar Gupta Khan Ahmed Tanaka Suzuki Sato Takahashi Watanabe Yamamoto Nakamura Kobayashi Kim Park Choi Nguyen`);

export const chineseSurnames = list(
  '王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 高 罗 郑 梁 谢 宋 唐 许 韩 邓 冯 曹 彭 曾 肖 田 董 潘 袁 蔡 蒋 余 于 杜 叶 程 魏 苏 吕 丁 任 卢 姚 沈 钟 姜 崔 谭 陆 范 汪 廖 石 金 韦 贾 夏 付 方 邹 熊 白 孟 秦 邱 侯 江 尹 薛 闫 段 雷 欧阳 司马 诸葛',
);

export const chineseGivenNames = list(
  '伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 涛 明 超 秀英 霞 平 刚 桂英 建国 建华 志强 秀兰 文 婷 玲 玉兰 海燕 晓明 丹 萍 红 佳 雪 宇 浩 欣怡 子涵 梓轩 浩然 诗涵 雨桐 宇轩 思远 嘉怡 俊杰 晨曦 明轩 雅婷 天宇 梦琪 子墨 一诺 若曦 国栋 少华 振华 春梅 永强 立新 文博 海涛 丽华 德胜 金龙 凤英 淑珍 家豪 慧敏 建平 学文 卫东 小红 晓燕 志远 冬梅 宝玉 云飞',
);

export const chineseCities = list(
  '北京 上海 广州 深圳 杭州 成都 武汉 南京 苏州 天津 重庆 西安 长沙 青岛 宁波 东莞 佛山 无锡 合肥 郑州 大连 厦门 福州 济南 昆明 哈尔滨 沈阳 温州 珠海 石家庄',
);
export const chineseCompanies = list(
  '华信 中科 恒通 金鼎 天宇 宏达 瑞丰 新世纪 东方 远大 鼎盛 腾飞 博雅 盛世 华泰 万达 正大 创新 联合 星辰 蓝海 绿洲 长城 泰山 银河 凤凰 龙腾 祥云 和谐 百川 智云 数联 云帆 启明 海纳',
);
export const chineseTrades = list(
  '科技 贸易 信息技术 电子 机械 建筑工程 医疗器械 教育咨询 物流 食品 纺织 新能源 网络 文化传媒 环保 化工 汽车配件 软件 投资管理 房地产',
);
export const trades = lines(
  'Consulting, Logistics, Software, Engineering, Foods, Textiles, Energy, Medical, Partners, Media, Construction, Systems, Design, Motors, Chemicals, Hotels',
);
export const legalForms = list('GmbH Ltd Inc SA SpA AB LLC BV AG KK');
export const titles = lines(
  'Sales manager, CEO, Purchasing manager, CTO, Head of operations, 采购经理, 总经理, Engineer, Owner, Marketing director, 技术总监, Assistant',
);
export const countries = lines(
  'Germany, United States, France, United Kingdom, Italy, Spain, India, Japan, Sweden, Netherlands, Poland, Brazil, Portugal, Norway, Finland, Iceland',
);
export const cities = lines(
  'Berlin, London, Paris, New York, Milan, Madrid, Mumbai, Tokyo, Stockholm, Amsterdam, Warsaw, Lyon, Hamburg, Chicago, Porto, Oslo, Helsinki, Pune, Turin, Reykjavik',
);

export function optionsOf(module: Module, key: string): readonly string[] {
  return fieldOf(module, key)?.options ?? [];
}
