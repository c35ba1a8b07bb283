namespace Reception.Domain.Triage.Model;

/// <summary>
/// What customers say that belongs to no shop's knowledge: small questions to a machine, general knowledge, bare phrases of
/// asking. Among the questions that the calibration has to see refused. (As a further class of the classifier it was tried and
/// left out: it refuses a little better and costs 1.5 points of accuracy where entries are short and colloquial.)
/// </summary>
internal static class Background
{
    public static string[] Sentences { get; } =
        """
        今天天气怎么样
        明天会下雨吗
        给我讲个笑话吧
        你会唱歌吗
        你多大了
        你叫什么名字
        你是男的还是女的
        你吃饭了没有
        我好无聊陪我聊聊天
        世界上最高的山是哪座
        中国有多少个省
        怎么做红烧肉好吃
        附近有什么好吃的饭店
        推荐一部好看的电影
        最近有什么好听的歌
        明天去哪里玩比较好
        北京到上海的火车几个小时
        去机场怎么走
        帮我定一个明早七点的闹钟
        打开手电筒
        把音量调大一点
        这首歌是谁唱的
        昨天的球赛谁赢了
        彩票开奖号码是多少
        股票今天涨了吗
        人为什么要睡觉
        怎么学好英语
        这个字怎么读
        一加一等于几
        帮我写一篇作文
        男朋友不理我了怎么办
        孩子发烧怎么处理
        怎么减肥最快
        头疼应该吃什么药
        电脑开不了机怎么办
        手机屏幕黑了怎么办
        王者荣耀怎么上分
        游戏打不开怎么回事
        微信怎么加好友
        我要找工作
        房子多少钱一平
        这辆车油耗高吗
        驾照怎么考
        大学什么时候开学
        高考分数线是多少
        春节放几天假
        结婚需要准备什么
        狗狗不吃东西怎么办
        属龙的今年多大
        双鱼座和什么星座配
        我说的不是这个意思
        你说的是什么意思
        为什么会这样
        怎么回事啊
        那怎么办呢
        你们是怎么搞的
        我不知道怎么办了
        这个是什么
        这个怎么弄
        有什么区别吗
        可以告诉我吗
        能不能帮我一下
        我有一个问题想问
        到底行不行啊
        你听不懂我说话吗
        我还没有想好
        我再看看吧
        等一下我在忙
        刚才说到哪里了
        你真聪明
        你好笨啊
        我很生气
        太让人失望了
        哈哈真有意思
        那就这样吧
        what is the weather like today
        tell me a joke
        who is the president of the united states
        what is the capital of australia
        how tall is the tallest mountain
        what time is it in london
        set an alarm for seven in the morning
        play some music for me
        turn on the lights in the living room
        who won the game last night
        what is the meaning of life
        how old are you
        what is your name
        where do you live
        do you like me
        are you happy today
        can you sing a song
        what should i cook for dinner tonight
        recommend a good movie to watch
        what is the best restaurant near here
        how do i get to the airport
        how far is the moon from the earth
        how many calories are in an apple
        what does this word mean
        translate this sentence into french
        how do you spell necessary
        solve this math problem for me
        what are the side effects of aspirin
        how do i lose weight fast
        my head hurts what should i do
        my dog is not eating
        how do i change a flat tire
        is there much traffic on the way to work
        book me a flight to paris
        how much is a house in this city
        when does the school year start
        what is the stock market doing
        who wrote that book
        when did the war end
        why is the sky blue
        how do plants grow
        what is a black hole
        how do i learn to play the guitar
        write a poem about the sea
        give me some advice about my girlfriend
        what are you doing this weekend
        i am bored talk to me
        that is not what i asked
        what do you mean by that
        i do not understand
        why is this happening
        what is going on here
        what should i do now
        can you help me with something
        i have a question for you
        i need to know more about it
        could you please tell me
        is it possible to do that
        i want to know why
        how does this work
        what is the difference
        where can i find it
        i would like to do this
        let me think about it
        give me a moment please
        i am very angry about this
        this is so disappointing
        you are very smart
        you are not very helpful
        never mind forget it
        i already told you that
        it is for my friend
        """.Split('\n');
}
