using System.Text.Json;
using Reception.Domain.Triage;
using Reception.Tests;

namespace Reception.Domain.Tests.Triage;

public sealed class HumanRequestTests
{
    [Theory]
    [InlineData("人工")]
    [InlineData("转人工！！")]
    [InlineData("轉人工")]
    [InlineData("转 人 工")]
    [InlineData("帮我接一下人工")]
    [InlineData("有没有真人啊")]
    [InlineData("你是真人吗")]
    [InlineData("叫你们经理来")]
    [InlineData("我不想跟机器人说话")]
    [InlineData("能不能换个人跟我说")]
    [InlineData("zhuanrengong")]
    [InlineData("human")]
    [InlineData("agent please")]
    [InlineData("I want to speak to a real person")]
    [InlineData("can you transfer me to customer service")]
    [InlineData("let me talk to someone")]
    [InlineData("get me a human being")]
    [InlineData("I don't want to talk to a bot")]
    [InlineData("stop this robot")]
    [InlineData("is there anyone I can talk to? I need a live agent")]
    [InlineData("connect me with a representative")]
    [InlineData("can someone help me")]
    [InlineData("am I talking to a real person")]
    public void Judge_AskingForHuman_HandsOver(string text) => Assert.Equal(TriageReason.AskedForHuman, SmallShop.Judge(text).Reason);

    [Theory]
    [InlineData("人工智能是什么")]
    [InlineData("可以人工提额吗")]
    [InlineData("人工审核要多久")]
    [InlineData("我不需要人工了")]
    [InlineData("个人信息怎么改")]
    [InlineData("一个人能用吗")]
    [InlineData("is it human hair")]
    [InlineData("I am a travel agent")]
    [InlineData("no need for a human")]
    [InlineData("how many people fit in")]
    [InlineData("support for windows 11")]
    [InlineData("the machine does not work")]
    public void Judge_OtherUseOfTheWords_IsNoRequest(string text) => Assert.NotEqual(TriageReason.AskedForHuman, SmallShop.Judge(text).Reason);

    [Fact]
    public void Judge_SharedRequests_RecognisesAtLeast95Percent()
    {
        var texts = File.ReadLines(Shared("handoff_requests.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!).ToArray();
        var missed = texts.Where(text => SmallShop.Judge(text).Reason != TriageReason.AskedForHuman).ToArray();
        Assert.True(missed.Length <= texts.Length * 0.05, $"{missed.Length} of {texts.Length}: {string.Join(" / ", missed)}");
    }

    [Fact]
    public void Judge_SharedUtterances_RaisesFewerThanHalfAPercentFalseAlarms()
    {
        var requests = File.ReadLines(Shared("handoff_requests.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!).ToHashSet();
        var texts = File.ReadAllLines(Shared("utterances.txt"));
        var flagged = texts.Count(text => !requests.Contains(text) && SmallShop.Judge(text).Reason == TriageReason.AskedForHuman);
        Assert.InRange(flagged, 1, (int)(texts.Length * 0.005));
    }

    private static string Shared(string file)
    {
        Assert.SkipWhen(TestRun.SharedData is null, "The shared test data is not beside the repository.");
        return Path.Combine(TestRun.SharedData!, file);
    }
}
