using Reception.Contracts.Assistant;
using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Domain.Assistance;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Grains.Tests.Hosting;

namespace Reception.Grains.Tests.Conversations;

/// <summary>A language model behind the conversation: what it is shown, what it may cost, and that it is not missed.</summary>
public sealed class LateChoiceTests : IAsyncLifetime
{
    private const string Unsure = "return an item, my address is ann@mail.example and my number 13812345678";
    private Counter _reception = null!;

    private ChooserDouble Chooser => _reception.Host.Chooser;

    public async ValueTask InitializeAsync()
    {
        _reception = await Counter.OpenAsync();
        Chooser.IsOpen = true;
        await AllowAsync(new(Enabled: true));
    }

    public ValueTask DisposeAsync() => _reception.DisposeAsync();

    [Fact]
    public async Task Post_Unsure_TheChosenEntryIsSaid()
    {
        Chooser.Says = (choice, _) => Task.FromResult(new ChosenEntry(BotReplyKind.Entry, 100, choice.Candidates[0].EntryId));

        await _reception.PostAsync("v-1", Unsure);

        await _reception.Host.UntilAsync(() => _reception.Events("v-1").Any(e => e is BotAnswered { Rule: Conversation.ChosenRule }), "the answer");
    }

    [Fact]
    public async Task Post_Unsure_TheModelSeesMaskedTextAndAtMostFiveQuestions()
    {
        await _reception.PostAsync("v-1", Unsure);
        await ClarifiedAsync("v-1");

        var shown = Assert.Single(Chooser.Choices);
        Assert.Equal("return an item, my address is [mail] and my number [number]", shown.Text);
        Assert.InRange(shown.Candidates.Length, 1, 5);
    }

    [Fact]
    public async Task Post_TheShopHasSwitchedItOff_TheModelIsNotAsked()
    {
        await AllowAsync(new(Enabled: false));

        var posted = await _reception.PostAsync("v-1", Unsure);

        Assert.Contains(posted.Produced, m => m.Kind == MessageKind.Clarification);
        Assert.Empty(Chooser.Choices);
    }

    [Fact]
    public async Task Post_CallsOfTheMinuteAreSpent_IsAskedBackWithoutTheModel()
    {
        await AllowAsync(new(Enabled: true, CallsPerMinute: 2));
        foreach (var customer in new[] { "v-1", "v-2", "v-3" })
        {
            await _reception.PostAsync(customer, Unsure);
            await ClarifiedAsync(customer);
        }

        Assert.Equal(2, Chooser.Choices.Count);
    }

    [Fact]
    public async Task Post_TokensOfTheDayAreSpent_IsAskedBackWithoutTheModel()
    {
        Chooser.Says = (_, _) => Task.FromResult(new ChosenEntry(BotReplyKind.Nothing, 900));
        await AllowAsync(new(Enabled: true, TokensPerDay: 2_000));
        foreach (var customer in new[] { "v-1", "v-2", "v-3" })
        {
            await _reception.PostAsync(customer, Unsure);
            await ClarifiedAsync(customer);
        }

        Assert.Equal(2, Chooser.Choices.Count);
    }

    [Fact]
    public async Task Post_CrashAfterTokensWereSpent_TheyStaySpent()
    {
        Chooser.Says = (_, _) => Task.FromResult(new ChosenEntry(BotReplyKind.Nothing, 900));
        await AllowAsync(new(Enabled: true, TokensPerDay: 1_000));
        await _reception.PostAsync("v-1", Unsure);
        await ClarifiedAsync("v-1");
        await _reception.Host.RestartAsync();

        await _reception.PostAsync("v-2", Unsure);

        await ClarifiedAsync("v-2");
        Assert.Single(Chooser.Choices);
    }

    [Fact]
    public async Task Post_NextDay_ThereAreTokensAgain()
    {
        await AllowAsync(new(Enabled: true, TokensPerDay: 1_000));
        Chooser.Says = (_, _) => Task.FromResult(new ChosenEntry(BotReplyKind.Nothing, 900));
        await _reception.PostAsync("v-1", Unsure);
        await ClarifiedAsync("v-1");
        _reception.Host.Clock.Advance(TimeSpan.FromDays(1));

        await _reception.PostAsync("v-2", Unsure);

        await ClarifiedAsync("v-2");
        Assert.Equal(2, Chooser.Choices.Count);
    }

    [Fact]
    public async Task Post_TheModelThrows_IsAskedBackAsWithoutOne()
    {
        Chooser.Says = (_, _) => throw new InvalidOperationException("The test said so.");

        await _reception.PostAsync("v-1", Unsure);

        await ClarifiedAsync("v-1");
    }

    private Task ClarifiedAsync(string customer) => _reception.Host.UntilAsync(() => _reception.Events(customer).Any(e => e is BotClarified { Rule: not Conversation.WordedRule }), "the question back");

    // Nothing is sure enough to be answered, and everything to be asked back about.
    private async Task AllowAsync(LanguageModelPolicy policy)
    {
        var bot = new BotPolicy(AnswerThreshold: 1, ClarifyThreshold: 0, SimpleThreshold: 1, LanguageModel: policy);
        var put = await _reception.Grains.GetGrain<IShopGrain>("demo").PutAsync(Counter.Policy with { Bot = bot }, null);
        Assert.Equal(PutPolicyOutcome.Stored, put.Outcome);
        await _reception.Host.PassAsync(TimeSpan.FromSeconds(2));
    }
}
