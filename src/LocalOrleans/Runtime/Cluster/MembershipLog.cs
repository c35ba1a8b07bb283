namespace LocalOrleans;

internal static partial class MembershipLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Membership {Version}: {Silo} is written {Status}.")]
    public static partial void Changed(ILogger logger, int version, SiloAddress silo, SiloStatus status);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Silo} is a member (view {Version}).")]
    public static partial void Joined(ILogger logger, SiloAddress silo, long version);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Silo} is no member any more (view {Version}).")]
    public static partial void Left(ILogger logger, SiloAddress silo, long version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} does not answer heartbeats.")]
    public static partial void Silent(ILogger logger, SiloAddress silo);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The membership table is away: the view stays as it is, trying again.")]
    public static partial void TableIsAway(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The membership table is back.")]
    public static partial void TableIsBack(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "This process stood still for more than three seconds: no turn begins until the membership table has been read.")]
    public static partial void StoodStill(ILogger logger);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Silo {Silo} has been declared dead by the others: it stops.")]
    public static partial void DeclaredDead(ILogger logger, SiloAddress silo);
}
