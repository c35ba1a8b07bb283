// The page's own words, in both languages.
export const texts = {
  zh: {
    tagline: '机器人先答，人工兜底', shop: '店铺', customer: '顾客', agent: '客服', send: '发送', human: '转人工', end: '结束会话', fresh: '换一位顾客',
    write: '请输入您的问题，回车发送', reply: '回复顾客，回车发送', howWasIt: '这次服务怎么样？', comment: '留言（可不填）', online: '在线', away: '小休', offline: '离线',
    back: '交回机器人', mute: '机器人静音', unmute: '恢复机器人', proposal: '机器人建议', useIt: '采用并发送', edit: '修改后发送', source: (from, percent) => `依据：${from} · 把握 ${percent}%`, picture: '图片', video: '视频', helpful: '有帮助', notHelpful: '没有帮助', accept: '接入', decline: '拒绝',
    bot: '机器人', me: '我', beside: '机器人代答', typing: '对方正在输入…', connecting: '连接中', connected: '已连接', waiting: '重连中', ended: '已断开',
    phases: { new: '未开始', bot: '机器人接待', waiting: '排队中', agent: '人工接待', closed: '已结束' },
    reasons: { asked: '顾客要求人工', 'not-understood': '机器人没听懂', 'two-misses': '两次没答上', 'topic-for-humans': '需人工处理', upset: '顾客不满', 'no-knowledge': '没有知识', transferred: '同事转来', 'agent-lost': '原客服掉线', reopened: '顾客又来了', 'no-reply': '缺少订单等信息', 'called-back': '回访', none: '' },
    notices: { waiting: '正在为您转接人工客服', 'agent-joined': '{name} 为您服务', 'agent-left': '客服已离开', 'back-to-bot': '机器人继续为您服务', closed: '会话已结束', reopened: '会话继续', transferred: '已转给同事' },
    place: (p) => `您排在第 ${p.place} 位` + (p.fromSeconds == null ? '' : `，大多数人等 ${p.fromSeconds}–${p.toSeconds} 秒`),
    load: (a) => `${states.zh[a.state] ?? a.state} · ${a.load}/${a.capacity}${a.idle ? ` (+${a.idle})` : ''}`,
    why: { '': '原因', break: '休息', lunch: '午餐', training: '培训', meeting: '会议' }, ready: (n) => `结束整理（${n}）`, forced: (f) => `${f.by} 设置${f.reason ? '：' + f.reason : ''}`, draining: (d) => `${d.by}：不再接新会话`,
    kinds: { chat: '会话', 'work-order': '工单', review: '评价', 'call-back': '回访' }, missed: { 'first-reply': '首次响应超时', resolution: '处理超时' }, note: '写备注，回车保存', endOrder: '完成', replyBy: (t) => `${t} 前响应`, doneBy: (t) => `${t} 前完成`,
    offer: (o) => `${o.kind && o.kind !== 'chat' ? texts.zh.kinds[o.kind] + ' · ' : ''}${o.customerName ?? '顾客'}${o.topic ? ' · ' + o.topic : ''}`, rated: (n) => `已评价 ${n} 星`, seconds: (n) => `${n} 秒内`,
    noDemo: '演示数据没有打开：请用 dotnet run --project silo 启动。', chat: '会话',
    topics: {
      title: '热点：现在大家在问什么', nothing: '还没有人提问',
      asked: (p) => `${p.asked} 个问题` + (p.error ? `，计数最多少 ${p.error}` : ''),
      topic: (t) => `${t.burst ? '🔥 突增 · ' : ''}${t.kind === 'human' ? '要求人工' : t.label}${t.kind === 'unanswered' ? '（机器人答不上）' : ''} · ${t.atLeast} 次 · ${percent(t.share)}` + (t.usual == null ? '' : `（平时 ${percent(t.usual)}）`),
    },
  },
  en: {
    tagline: 'the bot answers first, a human is always near', shop: 'Shop', customer: 'Customer', agent: 'Agent', send: 'Send', human: 'Talk to a human', end: 'End the chat', fresh: 'Another customer',
    write: 'Ask something, Enter sends', reply: 'Reply, Enter sends', howWasIt: 'How was it?', comment: 'A comment, if you like', online: 'Online', away: 'Away', offline: 'Offline',
    back: 'Back to the bot', mute: 'Mute the bot', unmute: 'Unmute the bot', proposal: 'The bot proposes', useIt: 'Send it', edit: 'Edit first', source: (from, percent) => `From: ${from} · ${percent}% sure`, picture: 'Picture', video: 'Video', helpful: 'Helpful', notHelpful: 'Not helpful', accept: 'Accept', decline: 'Decline',
    bot: 'Bot', me: 'Me', beside: 'Bot, beside the agent', typing: 'The other side is writing …', connecting: 'connecting', connected: 'connected', waiting: 'reconnecting', ended: 'disconnected',
    phases: { new: 'not begun', bot: 'with the bot', waiting: 'waiting', agent: 'with an agent', closed: 'closed' },
    reasons: { asked: 'asked for a human', 'not-understood': 'the bot did not understand', 'two-misses': 'two misses', 'topic-for-humans': 'a topic for people', upset: 'upset', 'no-knowledge': 'no knowledge', transferred: 'transferred', 'agent-lost': 'agent lost', reopened: 'came back', 'no-reply': 'an order or the like was not at hand', 'called-back': 'call-back', none: '' },
    notices: { waiting: 'You are being passed to a human', 'agent-joined': '{name} is here for you', 'agent-left': 'The agent has left', 'back-to-bot': 'The bot goes on', closed: 'The chat has ended', reopened: 'The chat goes on', transferred: 'Passed to a colleague' },
    place: (p) => `You are number ${p.place}` + (p.fromSeconds == null ? '' : `; most wait ${p.fromSeconds} to ${p.toSeconds} s`),
    load: (a) => `${states.en[a.state] ?? a.state} · ${a.load}/${a.capacity}${a.idle ? ` (+${a.idle})` : ''}`,
    why: { '': 'Reason', break: 'Break', lunch: 'Lunch', training: 'Training', meeting: 'Meeting' }, ready: (n) => `Ready (${n})`, forced: (f) => `set by ${f.by}${f.reason ? ': ' + f.reason : ''}`, draining: (d) => `${d.by}: nothing new`,
    kinds: { chat: 'Chat', 'work-order': 'Work order', review: 'Review', 'call-back': 'Call-back' }, missed: { 'first-reply': 'first reply missed', resolution: 'overdue' }, note: 'A note, Enter saves', endOrder: 'Done', replyBy: (t) => `reply by ${t}`, doneBy: (t) => `done by ${t}`,
    offer: (o) => `${o.kind && o.kind !== 'chat' ? texts.en.kinds[o.kind] + ' · ' : ''}${o.customerName ?? 'A customer'}${o.topic ? ' · ' + o.topic : ''}`, rated: (n) => `Rated ${n} of 5`, seconds: (n) => `${n} s left`,
    noDemo: 'The demo is not set up: start it with dotnet run --project silo.', chat: 'Chat',
    topics: {
      title: 'Hot topics: what is asked now', nothing: 'Nobody asks anything yet',
      asked: (p) => `${p.asked} questions` + (p.error ? `, counts at most ${p.error} too low` : ''),
      topic: (t) => `${t.burst ? '🔥 burst · ' : ''}${t.kind === 'human' ? 'wants a person' : t.label}${t.kind === 'unanswered' ? ' (the bot has no answer)' : ''} · ${t.atLeast} × · ${percent(t.share)}` + (t.usual == null ? '' : ` (usually ${percent(t.usual)})`),
    },
  },
};
const states = {
  zh: { online: '在线', away: '小休', offline: '离线', disconnected: '掉线', 'not-responding': '未响应', 'wrap-up': '整理中', draining: '不再接新会话' },
  en: { online: 'online', away: 'away', offline: 'offline', disconnected: 'disconnected', 'not-responding': 'not responding', 'wrap-up': 'wrap-up', draining: 'nothing new' },
};
const percent = (share) => `${(100 * share).toFixed(1)} %`;
