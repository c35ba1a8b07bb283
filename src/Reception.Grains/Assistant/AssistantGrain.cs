using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Reception.Contracts;
using Reception.Contracts.Assistant;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Domain.Assistance;
using Reception.Domain.Orders;
using Reception.Grains.Shops;

namespace Reception.Grains.Assistant;

/// <summary>
/// What is slower than a turn may be runs here, between each other's awaits. A conversation starts the call and does not wait for it;
/// its answer comes back as a command. Each request ends before its due time, at most <see cref="MostOrders"/> and
/// <see cref="MostChoices"/> are under way for the shop, and one that fails says so at once: the bot goes on without.
/// </summary>
[Reentrant]
internal sealed partial class AssistantGrain(
    [PersistentState("assistant", "Default")] IPersistentState<AssistantRecord> stored,
    IOrderLookup orders,
    IEntryChooser chooser,
    PolicyCache policies,
    AssistantInstruments instruments,
    TimeProvider time,
    ILogger<AssistantGrain> log) : Grain, IAssistantGrain
{
    public const int MostOrders = 128;
    public const int MostChoices = 16;

    /// <summary>What is left of the due time for the way back.</summary>
    private static readonly TimeSpan WayBack = TimeSpan.FromSeconds(1);

    private readonly ChoiceBudget _budget = new(stored);
    private int _orders;
    private int _choices;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _budget.Begin();
        return Task.CompletedTask;
    }

    public async Task<AskOutcome> AskAsync(AssistantRequest request)
    {
        var began = time.GetTimestamp();
        if (request.Kind == AwaitedKind.Order && _orders >= MostOrders) return Refuse(request, _orders);
        var reply = request.Kind == AwaitedKind.Order ? await FindOrdersAsync(request) : await ChooseAsync(request);
        instruments.OnAnswered(request.Kind, reply.Kind, time.GetElapsedTime(began));
        var outcome = await GrainFactory.GetGrain<IConversationGrain>(request.Conversation.ToString()).BotReplyAsync(reply);
        LogTold(request.Conversation, request.ForSequence, outcome);
        return outcome == CommandOutcome.Unavailable ? throw new UnavailableException("The conversation could not store the reply.") : AskOutcome.Answered;
    }

    private async Task<BotReply> FindOrdersAsync(AssistantRequest request)
    {
        var id = request.Conversation;
        _orders++;
        try
        {
            using var end = new CancellationTokenSource(Left(request), time);
            var found = await orders.FindAsync(new(id.Shop, id.Channel, id.Customer, request.Order), end.Token).WaitAsync(end.Token);
            return Reply(request, BotReplyKind.Orders, request.EntryId) with { Orders = [.. found.Take(OrderFacts.MaxOrders)] };
        }
        catch (Exception e)
        {
            LogNoOrder(id, request.ForSequence, e is OperationCanceledException ? "no answer in time" : e.GetType().Name);
            return Reply(request, BotReplyKind.Nothing, request.EntryId);
        }
        finally
        {
            _orders--;
        }
    }

    private async Task<BotReply> ChooseAsync(AssistantRequest request)
    {
        if (await policies.GetAsync(request.Conversation.Shop) is not { Policy: { Bot.LanguageModel: { Enabled: true } policy } shop }) return Nothing(request, "the shop has switched it off");
        if (_choices >= MostChoices || !await _budget.TryTakeAsync(policy, chooser.MostTokens, time.GetUtcNow()))
        {
            Refuse(request, _choices);
            return Nothing(request, "the shop's budget is spent");
        }
        var (day, cost) = (_budget.Day, chooser.MostTokens);
        _choices++;
        try
        {
            using var end = new CancellationTokenSource(Left(request), time);
            var choice = new EntryChoice(request.Conversation.Shop, request.Text ?? "", [.. request.Candidates ?? []], shop.Language);
            var chosen = await chooser.ChooseAsync(choice, end.Token).WaitAsync(end.Token);
            cost = chosen.Tokens;
            return Reply(request, chosen.Kind, chosen.EntryId) with { Question = chosen.Question };
        }
        catch (Exception e)
        {
            return Nothing(request, e is OperationCanceledException ? "no answer in time" : e.GetType().Name);
        }
        finally
        {
            _choices--;
            _budget.GiveBack(day, chooser.MostTokens - cost);
            instruments.OnSpent(cost);
        }
    }

    private AskOutcome Refuse(AssistantRequest request, int underWay)
    {
        instruments.OnRefused(request.Kind);
        if (underWay >= (request.Kind == AwaitedKind.Order ? MostOrders : MostChoices)) LogBusy(this.GetPrimaryKeyString(), underWay, request.Kind);
        return AskOutcome.Busy;
    }

    private TimeSpan Left(AssistantRequest request)
    {
        var left = request.Due - time.GetUtcNow() - WayBack;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private BotReply Nothing(AssistantRequest request, string reason)
    {
        LogNoChoice(request.Conversation, request.ForSequence, reason);
        return Reply(request, BotReplyKind.Nothing, null);
    }

    private static BotReply Reply(AssistantRequest request, BotReplyKind kind, string? entry) => new(request.Epoch, request.ForSequence, request.Kind, kind, entry);
}
