import type { Language } from '../kernel/texts.ts';

/**
 * The 256 words of each language: short, everyday, of neutral meaning, no two that sound or look alike. Their order is
 * part of the phrase: never change it, since mails that are out show what it gives.
 */
export const phraseWords: Readonly<Record<Language, readonly string[]>> = {
  en: list(`
    acorn almond amber anchor apple april arrow atlas august autumn badge bagel bamboo banana banjo barrel
    basket beaver bench bicycle biscuit blanket blossom bottle bridge bronze brush bubble bucket butter yogurt cabin
    cactus camel vanilla candle canoe canvas carbon carpet carrot castle cedar cello chalk cherry chess circle
    citrus clay clock cloud clover cobalt cocoa coffee comet compass copper coral corner cotton cradle crater
    cricket crystal cushion daisy dancer december desert diamond dinner dolphin donkey doorway dragon drawer drum eagle
    easel echo elbow elephant ember emerald engine envelope fabric falcon feather fern ferry fiddle finger flag
    flamingo flute forest fossil fountain friday galaxy garden garlic gecko ginger giraffe glacier globe goblet grape
    guitar hammer harbor hazel helmet heron hockey honey hotel iceberg igloo indigo island ivory jacket jaguar
    january jasmine jelly jigsaw jungle kayak kernel kettle kitchen kiwi koala ladder lagoon lantern laundry lavender
    lemon leopard library lilac lizard lobster locket lotus lunch magnet mango maple marble market meadow melon
    mirror mitten monday monkey mosaic mountain muffin museum mustard napkin needle nickel noodle november nutmeg oasis
    ocean october olive onion opal orange orbit orchid organ otter oyster paddle palace panda papaya parade
    parrot pebble pelican pencil penguin pepper piano picnic pigeon pillow pine planet plaza pocket poem polar
    pony potato prairie puzzle quartz quilt rabbit radio raven ribbon river robin rocket saddle saffron salmon
    sandal satin saturn scarf school shadow silver sofa spoon squirrel stadium statue summer sunset table teapot
    tennis thunder tiger timber tomato tulip tunnel turtle velvet village violin walnut whistle window winter zebra
  `),
  'zh-CN': list(`
    苹果 香蕉 葡萄 西瓜 草莓 樱桃 柠檬 芒果 菠萝 橙子 桃花 梨树 石榴 荔枝 龙眼 核桃
    花生 杏仁 板栗 红枣 南瓜 黄瓜 番茄 土豆 萝卜 白菜 菠菜 芹菜 蘑菇 玉米 小麦 大豆
    米饭 面条 馒头 饺子 汤圆 包子 豆腐 牛奶 绿茶 咖啡 蜂蜜 蛋糕 饼干 冰糖 食盐 胡椒
    老虎 狮子 大象 长颈鹿 熊猫 猴子 兔子 松鼠 山羊 骏马 骆驼 水牛 小猫 金鱼 海豚 鲸鱼
    企鹅 孔雀 鹦鹉 燕子 麻雀 老鹰 鸽子 天鹅 白鹤 蝴蝶 蜻蜓 蜜蜂 青蛙 乌龟 螃蟹 章鱼
    牡丹 玫瑰 荷叶 菊花 兰草 梅枝 百合 茉莉 桂树 水仙 向日葵 竹林 松针 柳条 枫叶 银杏
    高山 河流 湖泊 海洋 沙漠 草原 森林 峡谷 瀑布 岛屿 港湾 冰川 火山 平原 丘陵 溪水
    太阳 月亮 星空 彩虹 白云 春雨 雪花 雷声 闪电 清风 晨雾 露珠 朝霞 夕阳 银河 彗星
    春天 夏天 秋天 冬天 早晨 中午 傍晚 午夜 谷雨 周末 元旦 端午 重阳 中秋 清明 立夏
    红色 黄色 蓝色 绿色 紫色 黑色 灰色 金色 铜器 铁塔 钢琴 水晶 玛瑙 珍珠 翡翠 琥珀
    桌子 椅子 窗户 门铃 地毯 枕头 被褥 镜子 台灯 沙发 书架 抽屉 茶壶 饭碗 筷子 勺子
    铅笔 毛笔 橡皮 直尺 书包 字典 地图 信封 邮票 报纸 日历 相册 剪刀 胶水 算盘 黑板
    雨伞 帽子 围巾 手套 毛衣 衬衫 皮鞋 袜子 纽扣 口袋 背包 钱夹 手表 眼镜 项链 梳子
    火车 汽车 轮船 飞机 自行车 地铁 帆船 卡车 马路 桥梁 隧道 车站 码头 机场 灯塔 风筝
    吉他 笛子 古筝 二胡 喇叭 锣鼓 唢呐 口琴 象棋 围棋 足球 篮球 排球 网球 乒乓 羽毛
    学校 医院 公园 商店 银行 剧院 图书馆 博物馆 宾馆 餐厅 广场 花园 农田 果园 牧场 村庄
  `),
};

function list(words: string): readonly string[] {
  return words.trim().split(/\s+/);
}
