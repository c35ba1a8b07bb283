using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Gateway.Auth;
using Reception.Gateway.Wire;
using Reception.Protocol.Errors;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>Internal lines and a supervisor's commands. Customers have no way in: no route here takes their role.</summary>
internal static class SupervisionRoutes
{
    public static void MapSupervision(this IEndpointRouteBuilder routes)
    {
        const string One = "/shops/{shop}/conversations/{channel}/{customer}";
        routes.MapGet($"{One}/internal", ReadAsync).ForRoles(Role.Admin | Role.Supervisor | Role.Agent).Produces<InternalPageDocument>().WithSummary("What only staff see");
        routes.MapPost($"{One}/internal", PartyAsync).ForRoles(Role.Integration).Accepts<InternalRequest>("application/json").Produces<SupervisedDocument>().WithSummary("Passes on what an outside party says");
        routes.MapPost($"{One}/whisper", WhisperAsync).ForRoles(Role.Supervisor).Accepts<InternalRequest>("application/json").Produces<SupervisedDocument>().WithSummary("A line to the owning agent alone");
        routes.MapPost($"{One}/take-over", TakeOverAsync).ForRoles(Role.Supervisor).Accepts<SupervisionRequest>("application/json").Produces<SupervisedDocument>().WithSummary("The supervisor becomes the owner");
        routes.MapPost($"{One}/reassign", ReassignAsync).ForRoles(Role.Supervisor).Accepts<SupervisionRequest>("application/json").Produces<SupervisedDocument>().WithSummary("To an agent or a queue");
    }

    private static async Task<IResult> ReadAsync(string shop, string channel, string customer, long? after, int? max, HttpContext context, IClusterClient cluster)
    {
        if (Find(shop, channel, customer, cluster) is not var (id, grain)) return Problems.Of(ErrorCodes.Unknown);
        var subject = context.Features.Get<TokenSubject>()!;
        var reader = new StaffMember(subject.Role == Role.Agent ? StaffRole.Agent : StaffRole.Supervisor, subject.Subject);
        var page = await grain.ReadInternalAsync(reader, Math.Max(0, after ?? 0), Math.Clamp(max ?? 100, 1, 200));
        return page.Outcome.IsDone()
            ? Results.Json(new InternalPageDocument(id.ToString(), [.. page.Lines.Select(Documents.Of)], page.Last, page.Staff is null ? null : Documents.Of(page.Staff)), RestWire.Json.InternalPageDocument)
            : Problems.Of(page.Outcome.Code());
    }

    private static Task<IResult> WhisperAsync(string shop, string channel, string customer, HttpContext context, IClusterClient cluster) =>
        SayAsync(shop, channel, customer, context, cluster, StaffRole.Supervisor, ofParty: false);

    private static Task<IResult> PartyAsync(string shop, string channel, string customer, HttpContext context, IClusterClient cluster) =>
        SayAsync(shop, channel, customer, context, cluster, StaffRole.System, ofParty: true);

    private static async Task<IResult> SayAsync(string shop, string channel, string customer, HttpContext context, IClusterClient cluster, StaffRole role, bool ofParty)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.InternalRequest);
        if (request is null) return refusal!;
        var errors = Errors(request.Id, request.Epoch);
        if (!StaffChecks.IsText(request.Text)) errors.Add($"text: 1 to {InternalLine.MaxTextLength} characters.");
        if (errors.Count > 0) return Problems.Of(ErrorCodes.Invalid, errors[0], errors);
        if (Find(shop, channel, customer, cluster) is not var (_, grain)) return Problems.Of(ErrorCodes.Unknown);
        var subject = context.Features.Get<TokenSubject>()!;
        var result = await grain.SayInternallyAsync(new InternalMessage(new StaffMember(role, subject.Subject, subject.Name), request.Epoch!.Value, request.Id!, request.Text!, ofParty));
        return Answer(request.Id!, result.Outcome, result.Error, role == StaffRole.System ? null : result.View);
    }

    private static Task<IResult> TakeOverAsync(string shop, string channel, string customer, HttpContext context, IClusterClient cluster) =>
        CommandAsync(shop, channel, customer, context, cluster, isTargeted: false, (grain, command, _) => grain.TakeOverAsync(command));

    private static Task<IResult> ReassignAsync(string shop, string channel, string customer, HttpContext context, IClusterClient cluster) =>
        CommandAsync(shop, channel, customer, context, cluster, isTargeted: true, (grain, command, target) => grain.ReassignAsync(command, target!));

    private static async Task<IResult> CommandAsync(
        string shop, string channel, string customer, HttpContext context, IClusterClient cluster, bool isTargeted, Func<IConversationGrain, SupervisorCommand, TransferTarget?, Task<CommandResult>> act)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.SupervisionRequest);
        if (request is null) return refusal!;
        var errors = Errors(request.Id, request.Epoch);
        if (!StaffChecks.IsWhy(request.Why)) errors.Add($"why: at most {TransferTarget.MaxWhyLength} characters.");
        var target = isTargeted ? StaffChecks.Target(request.Agent, request.Queue, request.Seconds, request.Why) : null;
        if (isTargeted && target is null && errors.Count == 0) errors.Add("agent or queue: one of them; seconds: 5 to 600.");
        if (errors.Count > 0) return Problems.Of(ErrorCodes.Invalid, errors[0], errors);
        if (Find(shop, channel, customer, cluster) is not var (_, grain)) return Problems.Of(ErrorCodes.Unknown);
        var subject = context.Features.Get<TokenSubject>()!;
        var result = await act(grain, new SupervisorCommand(subject.Subject, subject.Name, request.Epoch!.Value, request.Id!, request.Why), target);
        return Answer(request.Id!, result.Outcome, result.Error, result.View);
    }

    private static (ConversationId Id, IConversationGrain Grain)? Find(string shop, string channel, string customer, IClusterClient cluster) =>
        ConversationId.TryParse($"{shop}/{channel}/{customer}", out var id) ? (id, cluster.GetGrain<IConversationGrain>(id.ToString())) : null;

    private static List<string> Errors(string? id, long? epoch)
    {
        var errors = new List<string>();
        if (!Checks.IsId(id)) errors.Add("id: 1 to 64 characters.");
        if (epoch is null) errors.Add("epoch: the one that was read.");
        return errors;
    }

    private static IResult Answer(string id, CommandOutcome outcome, string? error, ConversationView? view) => outcome.IsDone()
        ? Results.Json(new SupervisedDocument(id, outcome == CommandOutcome.Repeated, view is null ? null : Documents.ForStaff(view)), RestWire.Json.SupervisedDocument)
        : Problems.Of(outcome.Code(error), error, retryAfterMs: outcome == CommandOutcome.Unavailable ? 1_000 : null);
}
