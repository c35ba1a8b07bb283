using Reception.Client;
using Reception.Client.Sessions;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Gateway;
using Reception.Gateway.Wire;

namespace Reception.LoadTest.Drivers;

/// <summary>
/// Sessions of Reception.Client, as a chat gateway that is an Orleans client has them: no sockets, no frames. In a process of its own
/// calls cross TCP; beside the silo they do not.
/// </summary>
internal sealed class ClusterDriver(ReceptionClient client, string name) : IDriver
{
    private int _open;

    public string Name => name;

    public int Open => _open;

    public Task<ICustomerLink> ConnectAsync(CustomerName customer, ICustomerSink sink) =>
        Task.FromResult<ICustomerLink>(new CustomerLink(this, client, new ConversationId(new ShopId(customer.Shop), "web", CustomerKey.Identified(new ShopId(customer.Shop), customer.Id)), sink));

    public Task<IAgentLink> ConnectAgentAsync(string agent, IAgentSink sink) => Task.FromResult<IAgentLink>(new AgentLink(this, client, new AgentId(agent), sink));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class CustomerLink(ClusterDriver driver, ReceptionClient client, ConversationId id, ICustomerSink sink) : ICustomerLink, ISessionEvents
    {
        private CustomerSession? _session;
        private int _gone;

        public async ValueTask HelloAsync(long after)
        {
            var (session, opened) = await client.OpenCustomerAsync(id, new VisitContext(), after, this);
            if (session is null)
            {
                Gone(opened.Outcome.Code().Code);
                return;
            }
            Interlocked.Increment(ref driver._open);
            _session = session;
            if (opened.View is { } view) sink.OnPhase(Words.Of(view.Phase));
            sink.OnWelcome(id.ToString(), opened.View?.LastSequence ?? 0);
            session.Start();
        }

        public ValueTask PostAsync(string id, SpokenLine line) => TakenAsync(Session.Post([new IncomingMessage(id, line.Text)], result =>
        {
            if (result.Outcome.IsDone()) foreach (var ack in result.Acks) sink.OnAcknowledged(ack.ClientMessageId, ack.Sequence);
            else sink.OnRefused(id, result.Outcome.Code().Code, null);
        }));

        public ValueTask HumanAsync(string id) => TakenAsync(Session.AskForHuman(id, result => Answer(id, result)));

        public ValueTask ConfirmAsync(long sequence)
        {
            Session.Confirm(sequence);
            return ValueTask.CompletedTask;
        }

        public ValueTask CloseAsync(string id) => TakenAsync(Session.Close(id, result => Answer(id, result)));

        public ValueTask RateAsync(string id, int stars) => TakenAsync(Session.Rate(stars, null, result => Answer(id, result)));

        public void Cut() => _ = DisposeAsync().AsTask();

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _session, null) is { } session)
            {
                Interlocked.Decrement(ref driver._open);
                await session.DisposeAsync();
            }
            Gone(null);
        }

        public void OnThread(ConversationId conversation, IReadOnlyList<ChatMessage> messages, ConversationView? view)
        {
            foreach (var message in messages)
                sink.OnLine(new(message.Sequence, Words.Of(message.Author), Words.Of(message.Kind), message.Notice is { } notice ? Words.Of(notice) : null, message.ClientMessageId));
            if (view is not null) sink.OnPhase(Words.Of(view.Phase));
        }

        public void OnPlace(ConversationId conversation, PlaceInQueue place) => sink.OnPlace(place.Place);

        public void OnTyping(ConversationId conversation, Author author)
        {
        }

        private CustomerSession Session => _session ?? throw new LinkException("closed");

        private void Answer(string id, CommandResult result)
        {
            if (result.Outcome.IsDone()) sink.OnDone(id);
            else sink.OnRefused(id, result.Outcome.Code().Code, null);
        }

        private void Gone(string? code)
        {
            if (Interlocked.Exchange(ref _gone, 1) == 0) sink.OnGone(code);
        }

        private static ValueTask TakenAsync(bool taken) => taken ? ValueTask.CompletedTask : throw new LinkException("rate-limited");
    }

    private sealed class AgentLink(ClusterDriver driver, ReceptionClient client, AgentId id, IAgentSink sink) : IAgentLink, ISessionEvents
    {
        private AgentSession? _session;

        private AgentSession Session => _session ?? throw new LinkException("closed");

        public async ValueTask HelloAsync()
        {
            if (await client.ConnectAgentAsync(id, new Dictionary<ConversationId, long>(), this) is not var (session, view)) throw new LinkException("unknown-agent");
            _session = session;
            Interlocked.Increment(ref driver._open);
            OnAgent(view);
            sink.OnWelcome();
            session.Start();
            foreach (var offer in view.Offers) OnOffer(offer);
        }

        public ValueTask PresenceAsync(string id, string intent)
        {
            Session.SetPresence(Enum.Parse<PresenceIntent>(intent, ignoreCase: true), null, _ => sink.OnDone(id, 0));
            return ValueTask.CompletedTask;
        }

        public ValueTask AcceptAsync(string id, string offer)
        {
            Session.Accept(Guid.Parse(offer), result =>
            {
                if (result is { Outcome: CommandOutcome.Done or CommandOutcome.Repeated, View: { } view }) sink.OnDone(id, view.Epoch);
                else sink.OnRefused(id, result.Outcome.Code().Code);
            });
            return ValueTask.CompletedTask;
        }

        public ValueTask DeclineAsync(string id, string offer)
        {
            Session.Decline(Guid.Parse(offer), _ => sink.OnDone(id, 0));
            return ValueTask.CompletedTask;
        }

        public ValueTask PostAsync(string id, string conversation, long epoch, string text) => TakenAsync(id, Session.Post(ConversationId.Parse(conversation), epoch, [new IncomingMessage(id, text)], null, result =>
        {
            if (result.Outcome.IsDone()) sink.OnAcknowledged(id);
            else sink.OnRefused(id, result.Outcome.Code().Code);
        }));

        public ValueTask ConfirmAsync(string conversation, long sequence)
        {
            Session.Confirm(ConversationId.Parse(conversation), sequence);
            return ValueTask.CompletedTask;
        }

        public ValueTask CloseAsync(string id, string conversation, long epoch) => TakenAsync(id, Session.Close(ConversationId.Parse(conversation), epoch, id, result =>
        {
            if (result.Outcome.IsDone()) sink.OnDone(id, 0);
            else sink.OnRefused(id, result.Outcome.Code().Code);
        }));

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _session, null) is not { } session) return;
            Interlocked.Decrement(ref driver._open);
            await session.DisposeAsync();
            sink.OnGone(null);
        }

        public void OnThread(ConversationId conversation, IReadOnlyList<ChatMessage> messages, ConversationView? view) =>
            sink.OnThread(conversation.ToString(), messages.Count > 0 ? messages[^1].Sequence : 0, view is null ? null : Words.Of(view.Phase), view?.Epoch ?? 0);

        public void OnPlace(ConversationId conversation, PlaceInQueue place)
        {
        }

        public void OnTyping(ConversationId conversation, Author author)
        {
        }

        public void OnOffer(OfferView offer) => sink.OnOffer(offer.Offer.ToString(), offer.Work.ToString());

        public void OnAgent(AgentView agent) => sink.OnAgent(agent.Load, agent.Capacity, [.. agent.Holds.Select(hold => hold.Work.ToString())]);

        private ValueTask TakenAsync(string command, bool? taken)
        {
            if (taken != true) sink.OnRefused(command, taken is null ? "not-attached" : "rate-limited");
            return ValueTask.CompletedTask;
        }
    }
}
