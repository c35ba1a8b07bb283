namespace Reception.Domain.Goods;

/// <summary>The phrases by which customers ask for advice, and those that show that they ask for something else. Chinese and English, normalised.</summary>
internal static class Cues
{
    private static readonly (Cue Cue, string Chinese, string English)[] Families =
    [
        (Cue.Together,
            "搭配 搭什么 配什么 和什么搭 怎么搭 搭哪个 搭哪款 配哪个 配哪款 一起用 一起使用 一起买 叠加用 配套 搭着用 搭着买 一块用 搭起来 叠用 配着用",
            "goes with|go with|goes well with|go well with|pairs with|pairs well with|pair well with|matches with|match with|goes together|go together|use together|used together|use with|used with|use it with|" +
            "combine with|combined with|wear with|fits with|bundle with|along with|alongside|accessories|accessory"),
        (Cue.Choose,
            "适合 推荐 哪个好 哪款好 哪种好 哪个 哪款 哪种 哪一款 哪一个 哪些 用什么 买什么 选什么 穿什么 用啥 买啥 挑一款 选哪 什么好 该用 该买 求推荐 合适",
            "suits|suit|suitable for|suitable|good for|best for|ideal for|right for|recommend|recommendation|recommendations|suggest|which one|which ones|which|what should i buy|what should i get|what should i use|" +
            "what would you|best|fit for|perfect for|looking for|i need|gift for|a gift|present for"),
        (Cue.Have,
            "有没有 有什么 有啥 有适合 有哪些 想买 想要 想找 送 送给 给",
            "do you have|do you sell|do you carry|have you got|is there|are there|any|what do you have|want|show me|for"),
        (Cue.Usable,
            "可以用吗 能用吗 可以用么 能用么 能不能用 可不可以用 可以用 能用 适合吗 适不适合 适合不 合适吗 可以使用吗 能使用吗 用得了吗",
            "can i use|can it be used|is it ok for|is it okay for|is it safe for|is it good for|is it suitable for|does it suit|will it suit|okay for|ok for|safe for"),
        (Cue.Compare,
            "区别 差别 有什么不同 有啥不同 有何不同 不同点 不一样 有什么不一样 对比 比较一下 比一比 比起来 哪个更 哪款更 相比",
            "difference|differences|different|differ|compare|comparison|compared|versus|vs|better than|better|which is better"),
        (Cue.Or, "还是 哪个好 哪款好 选哪个 买哪个 哪个 哪款", "or|which"),
        (Cue.Price,
            "多少钱 价格 价位 什么价 啥价 几块钱 多少米 怎么卖 几钱 售价 单价 价钱 卖多少",
            "how much is|how much are|how much for|how much does|how much do|how much|price|prices|priced|cost|costs"),
        (Cue.Stock, "有货吗 有货么 有没有货 有现货吗 有现货 还有货 有货 缺货 还有吗 现货", "in stock|out of stock|still available|available"),
        (Cue.This, "这款 这个 这件 这双 这条 这瓶 这支 这套 这台 这种 它 那款 那个 那件 那双 那瓶 那支 那套 那台", "this one|that one|this|that|it|its|these|those"),
        (Cue.Asks,
            "吗 么 呢 什么 多少 多大 多长 多高 多重 多久 几 哪 啥 怎么样 如何 有没有 是不是 是否 能不能 可不可以",
            "what|whats|is|are|does|do|how|which|tell me|long|big|heavy|many"),
        (Cue.Elsewhere,
            "这两个 这两款 这两种 那两个 那两款 这几个 这几款 退货 退款 退换 换货 退掉 退了 退回 换一个 坏了 坏掉 破了 碎了 漏了 少发 错发 发错 过敏 红肿 刺痛 起疹 发货 发快递 快递 物流 寄到 邮寄 收到 收货 没收到 到货 订单 单号 发票 投诉 举报 假货 正品 " +
            "优惠 优惠券 折扣 活动 满减 赠品 赠送 运费 包邮 差价 保价 降价 预售 尾款 定金 取消 地址 售后 保修 质保 质量问题 维修 客服 人工 账号 账户 密码 登录 支付 付款 还款 借款 贷款 额度 利息 花呗 借呗 白条 分期 积分 会员 " +
            "不适合 不能用 不可以用 不要 不想要 不好用 不合适 没用 没有了 除了 以外 为什么 怎么回事 怎么用 怎么办 不了 无法 不能 失败",
            "return|returns|returned|returning|refund|refunds|refunded|exchange|broken|faulty|damaged|defective|deliver|delivery|delivered|ship|ships|shipping|shipped|shipment|order|orders|ordered|tracking|track|parcel|package|" +
            "invoice|receipt|coupon|discount|discounts|promo|voucher|code|warranty|guarantee|repair|repaired|cancel|address|payment|pay|paid|card|account|password|login|human|agent|complain|complaint|charged|transfer|bank|balance|loan|credit|" +
            "doesnt|dont|didnt|wont|wouldnt|isnt|arent|wasnt|cant|cannot|couldnt|not|never|without|except|why|stopped|problem|issue|error|fix|reset|setup|set up|install|connect|pairing|bluetooth"),
        (Cue.Filler,
            "好 色 应该 应当 该 夏天 冬天 秋天 春天 季节 日常 每天 用的 请问 亲 您好 你好 你们 我们 咱们 麻烦 谢谢 一下 可以 可不可以 我是 我的 我想 想问 问下 问一下 帮我 给我 自己 平时 一般 使用 皮肤 皮 东西 产品 商品 宝贝 店里 店铺 家里 家的 家 现在 比较 更 最 好用 效果 以内 以下 之内 左右 " +
            "上下 以上 之间 预算 价格 元 块 块钱 人民币 大概 差不多 不超过 低于 便宜 点 些 的 了 吗 呢 啊 呀 吧 么 哦 嘛 我 你 您 要 是 有 用 买 个 款 种 瓶 件 双 支 套 台 和 跟 与 或 那 就 都 也 还 能 会 想 请 在 给 让 人 选 送 吃 穿 戴 涂 擦 抹 啦 哈 呗 " +
            "得 地 把 对 从 到 上 下 做 当 礼物 老 妹 姐 哥 小",
            "mostly|mainly|usually|often|every|daily|good|great|nice|the|a|an|is|are|am|i|im|me|my|we|our|you|your|to|of|in|on|at|with|and|or|for|please|pls|hi|hello|hey|thanks|thank|have|has|need|want|one|ones|something|some|can|could|would|should|will|do|does|get|buy|" +
            "use|used|using|someone|who|when|what|that|them|they|he|she|his|her|under|below|less|than|up|most|over|above|more|between|around|about|within|budget|cheap|cheaper|price|max|maximum|dollars|dollar|bucks|usd|cny|pounds|" +
            "pound|euros|euro|gbp|eur|be|been|so|just|also|really|very|much|many|there|set|kit|pack|new|pro|mini|plus|product|products|item|items|make|makes|like|day|every"),
    ];

    /// <summary>Every phrase with what it says; a phrase may say several things.</summary>
    public static IReadOnlyDictionary<string, Cue> All { get; } = Families
        .SelectMany(f => f.Chinese.Split(' ', StringSplitOptions.RemoveEmptyEntries).Concat(f.English.Split('|')).Select(phrase => (Phrase: GoodsText.Of(phrase), f.Cue)))
        .GroupBy(p => p.Phrase, p => p.Cue, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Aggregate(Cue.None, (all, cue) => all | cue), StringComparer.Ordinal);
}
