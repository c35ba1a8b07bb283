using Reception.Contracts.Assistant;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Domain.Assistance;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Assistant.Tests.Models;

/// <summary>A conversation whose customer is not understood, with a model behind it or without: what he is shown in the end.</summary>
internal sealed class Bot : IJudge
{
    public const string Secret = "Only agents may say this.";

    public static readonly Suggestion[] Candidates = [new("ship-when", "When will my order ship?"), new("ship-cost", "How much is shipping?")];

    private static readonly DateTimeOffset Now = new(2026, 11, 11, 9, 0, 0, TimeSpan.Zero);
    private static readonly ShopPolicy Policy = new("Demo", "en", "UTC", [new("sales")], [new("web")], new());

    private readonly List<ConversationEvent> _events = [];
    private ConversationState _state = new() { Id = new(new ShopId("demo"), "web", "v-1") };

    /// <summary>The bot's last word without any model.</summary>
    public static string Alone(string text)
    {
        var bot = new Bot();
        bot.Take(Conversation.Post(bot._state, Message(text), new(Policy, bot, Now)));
        return bot.LastWord;
    }

    /// <summary>The bot's last word when this model is asked.</summary>
    public static async Task<string> WithAsync(IEntryChooser model, string text)
    {
        var bot = new Bot();
        var setting = new Setting(Policy, bot, Now) { Abilities = new(Choices: true) };
        bot.Take(Conversation.Post(bot._state, Message(text), setting));
        var awaited = bot._state.Awaited.Single();
        var chosen = await model.ChooseAsync(new(bot._state.Id.Shop, Masking.Mask(text), [.. awaited.Candidates!], "en"), CancellationToken.None);
        bot.Take(Conversation.Reply(bot._state, new(awaited.Epoch, awaited.ForSequence, awaited.Kind, chosen.Kind, chosen.EntryId, Question: chosen.Question), setting));
        return bot.LastWord;
    }

    public Judgement Judge(string text, ConversationState state) => new(JudgementKind.Clarify, Miss: true, Suggestions: Candidates);

    public Judgement? Recall(string entryId, ConversationState state) => new(JudgementKind.Answer, EntryId: entryId, Reply: entryId == "internal" ? Secret : $"The answer of {entryId}.");

    private string LastWord => _events.OfType<ThreadEvent>().Last().ToMessage() is var m ? $"{m.Author} {m.Kind} {m.Text} [{string.Join(',', m.Suggestions?.Select(s => s.EntryId) ?? [])}]" : "";

    private static PostMessages Message(string text) => new("s", [new("m1", text)]);

    private void Take(Decision decision)
    {
        _events.AddRange(decision.Events);
        _state = decision.State;
    }
}
