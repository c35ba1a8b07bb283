using Reception.LoadTest.Profiles;

namespace Reception.LoadTest.Runs;

internal enum DriverKind { WebSocket = 0, Client = 1, InProcess = 2 }

/// <summary>One run as the command line asks for it.</summary>
/// <param name="Url">A cluster that runs already; null: one is started for the run.</param>
/// <param name="DataFolder">Of the cluster that is started, or where an Orleans client finds one that runs; null: a new folder.</param>
/// <param name="Lines">A file of customers' lines; null: the shipped ones.</param>
/// <param name="Knowledge">A file of knowledge as JSON lines; null: that of a demo shop.</param>
/// <param name="BaselineSeconds">How long each baseline is measured; 0: none.</param>
/// <param name="Output">The JSON file of the report; its page stands beside it.</param>
/// <param name="DrainSeconds">How long, after the last arrival, what is open may take to end.</param>
internal sealed record RunSettings(
    LoadProfile Profile, string ProfileText, DriverKind Driver, int Seed, Uri? Url, string? AdminToken, string? DataFolder, string? Lines, string? Knowledge, string Language, double DrainSeconds, double BaselineSeconds, string Output,
    IReadOnlyDictionary<string, string> ServerSettings);
