namespace Reception.Domain.Triage.Text;

/// <summary>The groups of <see cref="Phrases"/>, one a line, normalised. Written by hand.</summary>
internal static class SynonymGroups
{
    public const string Chinese =
        """
        怎么 怎样 怎么样 如何 咋 咋样 咋个 怎麽 怎么才能 怎么做 要怎么 该怎么 如何才能 怎样才能
        为什么 为何 为啥 咋回事 怎么回事 什么原因 啥原因 什么情况 啥情况 怎么会 凭什么 何故
        什么 啥 哪些 什么样 啥样 哪种 哪样
        什么时候 什么时间 何时 几时 啥时候 多久 多长时间 几天 多少天 多会 几点 哪天 几号 啥时间 多少时间 多长 几月 哪一天
        哪里 哪儿 在哪 什么地方 啥地方 何处 哪边 哪个地方
        多少 几多 多少钱 几个 几次 多大 是多少
        谁 哪位 什么人 何人
        能不能 可不可以 可以吗 能否 可否 是否可以 是否能 能吗 行吗 行不行 可以不 可以么 能不 会不会 可不可
        有没有 有无 有吗 是否有 有木有 有么
        是不是 是否 是吗 是么
        不能 无法 不可以 没法 不行 没办法 不了 不可 没有办法 未能 不让
        没有 没 未 无 还没 并没有 尚未 没得
        不要 别 不想 不需要 不用 无需 不必
        想要 想 要 需要 希望 打算 准备
        失败 不成功 没成功 未成功 出错 报错 错误 异常 有误 出问题
        通过 成功 过审 获批 批准 审批通过
        不通过 没通过 未通过 被拒 拒绝 被拒绝 不批 驳回 没批
        显示 提示 出现 弹出 说是
        找不到 看不到 没看到 没找到 不显示 没有显示 不见了 没了 消失
        查 查询 查看 看 查一下 看一下 查下 看看 查阅
        修改 更改 改 变更 更换 换 改变 调整 更新 重新设置
        取消 撤销 撤回 关闭 注销 停用 终止 解除 关掉 停止 退出
        开通 开启 打开 启用 激活 开 申请 办理 办 开户 注册
        删除 删掉 删 去掉 清除 移除
        添加 增加 新增 加 绑定 绑 关联 加上
        解绑 解除绑定 取消绑定 解开
        钱 金额 款 款项 资金 费用 现金 金钱
        还款 还钱 偿还 归还 还贷 还清 结清 还上 还
        借款 借钱 贷款 借贷 借 贷 放款 借出 贷出
        提前 提早 早点 预先 事先
        逾期 过期 超期 晚还 延期 迟还 没按时 忘记还 忘还 没还上
        利息 利率 息 日息 月息 年化 费率 手续费 利钱
        额度 限额 信用额度 可借 上限 最高
        扣款 扣钱 扣费 代扣 自动扣 划扣 扣 扣除 扣掉
        到账 入账 到帐 收到钱 到卡 打款 没到 没到账 没收到
        转账 汇款 打钱 转 转钱 转款 汇
        提现 取现 取钱 取出 提款 提取 取款
        充值 存钱 存入 充钱 转入 存款
        支付 付款 付钱 缴费 付 结账 买单 交钱 缴
        退款 退钱 返还 退回 退 退还
        退货 换货 退换 退换货 寄回 退回去
        发货 寄出 发出 出货 寄 配送 发快递 派送 送货
        快递 物流 包裹 运单 快件 货
        运费 邮费 邮资 快递费 包邮 配送费
        收货 签收 收到货 拿到
        订单 单子 下单 购买 买 拍 拍下
        优惠 打折 折扣 便宜 活动 促销 优惠券 满减 券 红包 减免
        价格 价钱 售价 多少钱 价 单价 几钱
        发票 开票 票据 收据
        质量 品质 做工 质量问题 坏了 坏的 破损 损坏 有问题
        尺寸 尺码 大小 码数 号码
        颜色 色 色号
        密码 口令 登录密码 支付密码 交易密码
        忘记 忘了 忘 不记得 记不得 想不起
        登录 登陆 登入 登不上 进不去 登不了 打不开 进入
        验证码 短信验证 校验码 动态码
        手机号 手机号码 电话号码 电话 手机 联系电话 号码
        银行卡 卡 储蓄卡 借记卡 卡号 信用卡
        账户 账号 帐号 帐户 户头
        身份证 证件 身份 实名 实名认证
        姓名 名字 户名 名称
        征信 信用 信用记录 个人信用 信用报告 黑名单
        审核 审批 评估 评审 审查 核查 综合评估
        资格 条件 要求 资质 符合 满足
        邀请 受邀 白名单 开放 名额
        账单 对账 明细 记录 流水 清单 详情
        合同 协议 条款
        证明 凭证 结清证明 证书
        客服 人工 服务热线 热线 工作人员
        短信 信息 消息 通知 提醒
        安全 风险 可靠 靠谱 骗子 骗人 诈骗 真的假的 正规 盗
        冻结 锁定 锁住 封 被封 锁 限制 受限
        太慢 很慢 好慢 慢 等很久 这么久 还没到
        马上 立即 立刻 尽快 现在 赶紧 赶快 快点 当天 实时 及时
        今天 今日 今儿
        明天 次日 第二天 隔天
        以后 之后 后 过后 下次
        以前 之前 前 原来 从前 上次
        再次 重新 再 又 重复 二次 继续 还能
        第一次 首次 初次 刚 新
        一直 总是 老是 总 经常 每次
        部分 一部分 一点 一些
        全部 所有 全 全额 一次性 一次 一起
        每月 每个月 月 按月 当月 一个月
        分期 分几期 期数 几期 期 分次
        最低 最少 至少 起码 最小
        区别 不同 差别 不一样 差异
        用 使用 用途 用来 用处 作用
        收费 要钱 收钱 免费 费
        公司 平台 你们 贵司 官方 商家 店铺
        地址 收货地址 位置 住址
        下载 安装 装 更新版本 升级
        别人 他人 其他人 另一个人 朋友 家人 老婆 老公
        另外 其他 别的 其它 另一个 另一张
        """;

    public const string English =
        """
        how do i, how can i, how to, how would i, how should i, how does one, how do you, whats the way to, what is the way to, what do i do to, what do i need to do to, what must i do to, is there a way to, tell me how to, help me, what are the steps, steps to, walk me through, guide me
        why, how come, what is the reason, whats the reason, for what reason, what caused, what happened, what is going on with, whats going on, what is wrong with, whats wrong with, explain why
        when, what time, what day, what date, which day, how soon, at what point
        how long, how many days, how much time, how many hours, how many weeks, what is the time frame, how many minutes, how fast, how quickly, length of time, duration
        how much, what is the cost, what does it cost, whats the price, how expensive, what is the price, price, cost, costs, whats the cost, fee, fees, charge for, rate, rates
        where, what place, which place, what location, in what location, whereabouts
        can i, may i, am i able to, is it possible to, could i, am i allowed to, is it okay to, is it ok to, would i be able to, will i be able to, are you able to, do you allow
        do you have, is there, are there, have you got, do you offer, do you provide
        i want, i need, id like, i would like, i wish, im looking to, i have to, i must, i wanna, i am looking to, let me, please
        cannot, cant, can not, unable to, not able to, could not, couldnt, wont let me, wont, does not let me, doesnt let me, not allowed
        not working, doesnt work, does not work, isnt working, stopped working, broken, wont work, out of order, faulty, failed, fails, failing, failure, error, malfunctioning, didnt work, did not work, not functioning
        declined, rejected, denied, refused, not accepted, not approved, turned down, wasnt accepted, wont accept, reject, decline
        approved, accepted, went through, successful
        cancel, call off, stop, undo, abort, terminate, revoke, discontinue, end, reverse, take back
        change, modify, update, edit, alter, switch, replace, amend, adjust, reset
        delete, remove, erase, get rid of, close, clear, wipe, drop, take off
        add, include, put, insert, attach, link, connect, append
        create, make, set up, open, start, begin, establish, setup, new
        activate, enable, turn on, unlock, activation, switch on
        deactivate, disable, turn off, block, freeze, lock, suspend, switch off
        find, locate, look up, search, look for, track, trace, see where, track down
        lost, missing, misplaced, cant find, cannot find, lose, disappeared, gone, vanished, left behind
        stolen, theft, robbed, stole, swiped, mugged, steal
        fraud, scam, compromised, hacked, unauthorized, suspicious, fraudulent, didnt make, did not make, dont recognize, do not recognize, dont recognise, unknown charge, not mine
        check, verify, confirm, see, view, look at, show, show me, display, let me see, review
        tell me, let me know, give me, i want to know, inform me, what is, whats, what are
        buy, purchase, order, get, acquire, obtain, pick up, bought, purchased, ordered
        pay, payment, pay for, paying, settle, paid
        bill, invoice, statement, bills
        money, cash, funds, dollars, bucks
        refund, money back, reimbursement, reimburse, get my money back, refunded, return my money
        return, send back, give back, exchange, returning
        transfer, send money, wire, move money, move funds, transferring, transferred, send funds
        deposit, top up, add money, put money, load, fund, topup, top ups, topping up, add funds, deposited
        withdraw, withdrawal, take out, take money out, get cash, cash out, withdrew, withdrawing
        charged twice, double charged, charged two times, duplicate, billed twice, charged more than once, two times, twice
        extra, additional, another, more, second, other
        pending, not completed, still waiting, hasnt arrived, has not arrived, not arrived, not received, havent received, have not received, still not, not shown up, hasnt shown up, not showing, not there yet, taking so long, delayed, late, didnt arrive, did not arrive, never arrived, doesnt show, not reflected
        arrive, arrival, delivered, delivery, come in, get here, ship, shipping, shipped, shipment, receive, deliver
        balance, how much do i have, amount in my account, account total, available funds, how much money
        account, profile, accounts
        card, credit card, debit card, visa, mastercard, plastic
        password, passcode, pin, pin number, login, log in, sign in, credentials, logging in
        forgot, forgotten, dont remember, do not remember, cant remember, cannot remember, cant recall, forget
        exchange rate, conversion rate, currency rate, exchange rates, rate of exchange
        currency, currencies, foreign, abroad, overseas, international, other countries, another country
        limit, maximum, cap, highest, max, limits, ceiling
        minimum, least, lowest, smallest
        identity, identification, verify my identity, prove who i am, id check, id
        phone, cell, mobile, cellphone, smartphone, device
        app, application, website, online, site
        address, home address, where i live, moved, new address
        need to, have to, must, required, necessary, requirements, require, requirement
        fix, repair, solve, resolve, troubleshoot, correct, sort out
        book, reserve, schedule, make a reservation, reservation, booking, appointment
        trip, travel, vacation, holiday, journey, traveling, travelling, going to
        song, music, track, tune, playlist
        remind me, reminder, dont let me forget, set a reminder, remember to, reminders
        list, to do list, todo list, lists
        recommend, suggest, suggestion, suggestions, recommendation, advise, recommendations
        meaning, mean, definition, define, means
        translate, how do you say, say in, in spanish, in french, word for
        today, this day, right now, now, currently, at the moment, immediately, asap, right away
        car, vehicle, auto, automobile, truck
        work, job, office, employer, company
        food, meal, dish, dinner, lunch, breakfast, eat
        good, great, best, nice, top
        bad, terrible, awful, worst, horrible
        child, kid, son, daughter, children, kids
        friend, friends, someone else, somebody else, another person, other people
        """;
}
