using Microsoft.Extensions.Options;
using Reception.Storage.Sqlite;

namespace Reception.Silo;

/// <summary>Ends a process that cannot begin, with every reason at once and in words, not in stack traces.</summary>
internal static class Exit
{
    public static int With(IReadOnlyList<string> reasons)
    {
        foreach (var reason in reasons) Console.Error.WriteLine(reason);
        return 2;
    }

    /// <summary>What a user can mend himself; null for everything else, which goes on as an exception.</summary>
    public static IReadOnlyList<string>? Explains(Exception exception) => exception switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        StoreInUseException inUse => [inUse.Message],
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException taken } => [$"{taken.Message} Give another with --url."],
        InvalidOperationException { InnerException: ArgumentException or FormatException } unreadable => [unreadable.Message],
        _ => null,
    };
}
