using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reception.Client;
using Reception.Client.Sessions;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Gateway.Admission;
using Reception.Gateway.Auth;
using Reception.Gateway.Shops;
using Reception.Gateway.Wire;
using Reception.Protocol.Errors;
using Reception.Protocol.Frames;

namespace Reception.Gateway.Sockets;

/// <summary>A customer's connection: checks who he is, from where he comes and to which channel, then carries his frames.</summary>
internal sealed class CustomerSocket(
    SocketConnection connection,
    HttpRequest request,
    ReceptionClient client,
    SignedTokens tokens,
    IdentityTokens identities,
    ShopDirectory shops,
    Admissions admission,
    OverloadControl overload,
    TimeProvider time,
    IOptions<GatewayOptions> options,
    ILogger<CustomerSocket> log) : SessionSocket(connection, options.Value.Sockets, log), IAsyncDisposable
{
    private const int PageMessages = 100;
    private static readonly TimeSpan LongestHold = TimeSpan.FromMilliseconds(500);
    private CustomerSession? _session;
    private DateTimeOffset _toldUntil;

    private CustomerSession Session => _session ?? throw new InvalidOperationException("No session before hello.");

    public async ValueTask DisposeAsync()
    {
        if (Connection.Ended is { } code) log.Ended(code.Code);
        if (_session is not null) await _session.DisposeAsync();
    }

    protected override bool HasCallsInFlight() => Session.IsBusy;

    protected override ViewDocument Show(ConversationView view) => Documents.ForCustomer(view);

    protected override async Task HelloAsync(HelloFrame hello)
    {
        var (subject, error) = await CheckAsync(hello);
        if (subject is null)
        {
            Connection.Bye(error!);
            return;
        }
        if (Checks.Context(hello.Context) is { } wrong || (hello.After < 0 && (wrong = "after: 0 or more.") is not null))
        {
            Bad(hello.Id, wrong);
            return;
        }
        var conversation = new ConversationId(new ShopId(subject.Shops[0]), hello.Channel ?? "web", subject.Subject);
        if (hello.After is null or 0 && await admission.ConversationAsync(conversation.Shop) is { } full)
        {
            Connection.Bye(full.Code, full.RetryAfterMs);
            return;
        }
        var (session, opened) = await client.OpenCustomerAsync(conversation, Documents.Of(hello.Context, subject), hello.After, this);
        if (session is null)
        {
            Connection.Bye(opened.Outcome.Code(opened.Error), opened.Outcome == CommandOutcome.Unavailable ? 1_000 : null);
            return;
        }
        _session = session;
        Welcome(subject, session.SessionId, new WelcomeFrame(session.SessionId, Words.Of(Role.Customer), Limits, opened.View is null ? null : Show(opened.View), opened.Place is null ? null : Documents.Of(opened.Place), Greeting: (await shops.GetPolicyAsync(conversation.Shop))?.Policy.Greeting));
        session.Start();
    }

    protected override async ValueTask CarryOutAsync(ClientFrame frame)
    {
        switch (frame)
        {
            case PostFrame post when Checks.Messages(post.Messages) is { } wrong: Bad(post.Id, wrong); break;
            case PostFrame post: await PostAsync(post, Checks.Incoming(post.Messages!)); break;
            case ConfirmFrame { Sequence: >= 0 and var sequence }: Session.Confirm(sequence); break;
            case ConfirmFrame confirm: Bad(confirm.Id, "sequence: 0 or more."); break;
            case TypingFrame: Session.Typing(); break;
            case ResumeFrame { After: >= 0 and var after } resume: SendPage(resume.Id, Session.Conversation, await Session.ReadAsync(after, PageMessages)); break;
            case ResumeFrame resume: Bad(resume.Id, "after: 0 or more."); break;
            case RateFrame rate when Checks.Rating(rate) is { } wrong: Bad(rate.Id, wrong); break;
            case RateAnswerFrame rate when rate is not { Sequence: > 0, Helpful: not null }: Bad(rate.Id, "sequence: 1 or more; helpful: true or false."); break;
            case { Id: var id } when !Checks.IsId(id): Bad(null, "id: 1 to 64 characters."); break;
            case HumanFrame human: Taken(human.Id, Session.AskForHuman(human.Id!, result => Answer(human.Id, result))); break;
            case CloseFrame close: Taken(close.Id, Session.Close(close.Id!, result => Answer(close.Id, result))); break;
            case RateFrame rate: Taken(rate.Id, Session.Rate(rate.Stars!.Value, rate.Comment, result => Answer(rate.Id, result))); break;
            case RateAnswerFrame rate: Taken(rate.Id, Session.RateAnswer(rate.Sequence!.Value, rate.Helpful!.Value, result => Answer(rate.Id, result))); break;
            default: Connection.Refuse(frame.Id, ErrorCodes.UnknownType, counts: true); break;
        }
    }

    private async ValueTask PostAsync(PostFrame post, IncomingMessage[] messages)
    {
        if (await admission.MessagesAsync(Session.Conversation.Shop, messages.Length) is { } full)
        {
            Connection.Refuse(post.Id, full.Code, full.RetryAfterMs);
            var now = time.GetUtcNow();
            if (now < _toldUntil) Connection.HoldReading(_toldUntil - now < LongestHold ? _toldUntil : now + LongestHold);
            _toldUntil = now + TimeSpan.FromMilliseconds(full.RetryAfterMs);
            return;
        }
        var at = time.GetTimestamp();
        Taken(post.Id, Session.Post(messages, result =>
        {
            overload.OnStored(time.GetElapsedTime(at));
            Answer(post.Id, result);
        }));
    }

    private async Task<(TokenSubject? Subject, RefusalCode? Error)> CheckAsync(HelloFrame hello)
    {
        if (hello.Token is not { Length: > 0 and <= Protocol.Limits.TokenLength } token) return (null, ErrorCodes.BadToken);
        var (subject, error) = IdentityTokens.IsIdentity(token) ? await identities.ReadAsync(token) : (tokens.Read(token, out var why), why);
        if (subject is null) return (null, error);
        if (subject.Role != Role.Customer) return (null, ErrorCodes.WrongRole);
        if (subject.Shops.Count != 1 || (hello.Shop is not null && hello.Shop != subject.Shops[0])) return (null, ErrorCodes.WrongShop);
        if (await shops.GetPolicyAsync(new ShopId(subject.Shops[0])) is not { } stored) return (null, ErrorCodes.UnknownShop);
        if (Array.Find(stored.Policy.Channels, channel => channel.Name == (hello.Channel ?? "web")) is not { } found) return (null, ErrorCodes.UnknownChannel);
        return OriginRule.Allows(request, found.Origins) ? (subject, null) : (null, ErrorCodes.OriginRefused);
    }
}
