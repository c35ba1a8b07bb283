namespace Reception.Domain.Triage.Text;

/// <summary>
/// Widely known companies and their services. A message that names one that a shop has never mentioned is most likely about
/// somebody else's business, however close its other words are ("how do I close my … account"): the name then weighs as much
/// as several unknown words. One that the shop mentions is a feature like any other. One group a line, normalised.
/// </summary>
internal static class KnownNames
{
    public const string All =
        """
        支付宝 花呗 借呗 余额宝 蚂蚁 蚂蚁金服 芝麻信用 芝麻分 网商贷 网商银行 相互宝 集分宝
        微信 微信支付 微信红包 理财通 零钱通 微粒贷 微众 微众银行 财付通 腾讯
        京东 京东白条 白条 京东金融 京东金条 京东到家 京东物流
        淘宝 天猫 闲鱼 菜鸟 菜鸟裹裹 飞猪 饿了么 盒马 阿里 阿里云 聚划算 淘特
        拼多多 多多买菜 美团 美团月付 美团外卖 大众点评 抖音 快手 小红书 唯品会 苏宁 国美 当当 得物 网易严选
        滴滴 高德 百度 百度地图 携程 去哪儿 同程 马蜂窝 哈啰 摩拜 青桔
        顺丰 申通 圆通 中通 韵达 极兔 德邦 邮政
        工商银行 工行 建设银行 建行 农业银行 农行 中国银行 中行 招商银行 招行 交通银行 交行 浦发 民生银行 兴业银行 中信银行 光大银行 平安银行 广发银行 华夏银行 邮储银行 邮储 农信社 云闪付 银联 壹钱包 翼支付
        有钱花 度小满 安逸花 拍拍贷 宜人贷 人人贷 陆金所 捷信 马上金融 招联 招联金融 好期贷 360借条 分期乐 乐信 来分期 趣店 众安 平安普惠 信用飞 省呗 还呗 国美易卡 小米金融 小米贷款 滴滴金融 苏宁金融 任性付 任性贷 放心借 度小满金融
        华为 小米 苹果手机 三星 魅族 一加 联想 戴尔 惠普 格力 海尔 耐克 阿迪达斯 优衣库 星巴克 麦当劳 肯德基 特斯拉 比亚迪
        中国移动 中国联通 联通 中国电信 电信 国家电网
        知乎 豆瓣 微博 哔哩哔哩 b站 爱奇艺 优酷 腾讯视频 网易云 qq 钉钉 王者荣耀 原神
        paypal|venmo|zelle|cash app|cashapp|revolut|monzo|transferwise|western union|moneygram|klarna|afterpay|alipay|wechat|google pay|apple pay|samsung pay
        amazon|ebay|etsy|walmart|costco|best buy|bestbuy|ikea|aliexpress|alibaba|shein|temu|zalando|asos|shopify|home depot|lowes|macys|nordstrom
        uber|lyft|doordash|grubhub|instacart|airbnb|expedia|booking com|fedex|usps|dhl|royal mail
        wells fargo|bank of america|citibank|capital one|barclays|hsbc|lloyds|natwest|santander|american express|amex
        google|facebook|instagram|whatsapp|twitter|tiktok|snapchat|youtube|netflix|spotify|disney plus|linkedin|microsoft|xbox|playstation|nintendo|samsung|sony|nike|adidas|tesla|toyota|starbucks|mcdonalds
        verizon|t mobile|tmobile|comcast|xfinity|vodafone
        """;
}
