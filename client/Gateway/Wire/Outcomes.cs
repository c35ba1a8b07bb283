using Reception.Contracts.Conversations;
using Reception.Protocol.Errors;

namespace Reception.Gateway.Wire;

/// <summary>Refusals of commands as codes.</summary>
internal static class Outcomes
{
    public static bool IsDone(this CommandOutcome outcome) => outcome is CommandOutcome.Done or CommandOutcome.Repeated;

    /// <summary>The code; <paramref name="detail"/> is what the grain said, if anything.</summary>
    public static RefusalCode Code(this CommandOutcome outcome, string? detail = null)
    {
        var code = outcome switch
        {
            CommandOutcome.StaleEpoch => ErrorCodes.StaleEpoch,
            CommandOutcome.NotOwner => ErrorCodes.NotOwner,
            CommandOutcome.WrongPhase => ErrorCodes.WrongPhase,
            CommandOutcome.Invalid => ErrorCodes.Invalid,
            CommandOutcome.OfferGone => ErrorCodes.OfferGone,
            CommandOutcome.OverCapacity => ErrorCodes.OverCapacity,
            CommandOutcome.Unknown => ErrorCodes.Unknown,
            CommandOutcome.Unavailable => ErrorCodes.Unavailable,
            CommandOutcome.NotReachable => ErrorCodes.NotReachable,
            _ => ErrorCodes.Internal,
        };
        return detail is { Length: > 0 } ? code with { Message = detail } : code;
    }
}
