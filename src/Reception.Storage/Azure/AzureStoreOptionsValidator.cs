using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Reception.Storage.Azure.Client;

namespace Reception.Storage.Azure;

/// <summary>Says everything that is wrong at once, at start, and never a secret.</summary>
public sealed partial class AzureStoreOptionsValidator : IValidateOptions<AzureStoreOptions>
{
    private const int MostAccounts = 250; // of a subscription and region

    public ValidateOptionsResult Validate(string? name, AzureStoreOptions options)
    {
        var errors = new List<string>();
        Require(options.ConnectionStrings.Count > 0 != options.AccountNames.Count > 0, "give either ConnectionStrings or AccountNames.");
        Require(options.ConnectionStrings.Count <= MostAccounts && options.AccountNames.Count <= MostAccounts, $"at most {MostAccounts} accounts.");
        var names = new List<string>(options.AccountNames);
        for (var i = 0; i < options.ConnectionStrings.Count; i++)
        {
            try
            {
                names.Add(StorageAccount.Parse(options.ConnectionStrings[i]).Name);
            }
            catch (ArgumentException error)
            {
                errors.Add($"{AzureStoreOptions.Section}:ConnectionStrings:{i}: {error.Message.Split(" (Parameter")[0]}");
            }
        }
        foreach (var account in options.AccountNames.Where(account => !AccountName().IsMatch(account))) errors.Add($"{AzureStoreOptions.Section}:AccountNames: '{account}' is no account's name (3 to 24 of a-z 0-9).");
        Require(names.Distinct(StringComparer.Ordinal).Count() == names.Count, "an account is named twice.");
        Require(PrefixText().IsMatch(options.Prefix), "Prefix: 3 to 20 of a-z 0-9, a letter first.");
        Require(Container().IsMatch(options.GrainStateContainer), "GrainStateContainer: 3 to 40 of a-z 0-9 and single hyphens.");
        Require(options.BlocksPerBlob is >= 2 and <= 49_000, "BlocksPerBlob: 2 to 49,000.");
        Require(options.CachedConversations is >= 1_000 and <= 10_000_000, "CachedConversations: 1,000 to 10,000,000.");
        Require(options.RecentBytes is >= 0 and <= 1 << 30, "RecentBytes: 0 to 1,073,741,824.");
        Require(options.FeedPatience >= TimeSpan.FromMilliseconds(100) && options.FeedPatience <= TimeSpan.FromMinutes(1), "FeedPatience: 00:00:00.1 to 00:01:00.");
        Require(options.Client.MaxRetries is >= 0 and <= 10, "Client:MaxRetries: 0 to 10.");
        Require(options.Client.RetryDelay > TimeSpan.Zero && options.Client.RetryDelay <= options.Client.MaxRetryDelay && options.Client.MaxRetryDelay <= TimeSpan.FromMinutes(1), "Client:RetryDelay and MaxRetryDelay: above 0, the second not below the first, at most 00:01:00.");
        Require(options.Client.TryTimeout >= TimeSpan.FromSeconds(1) && options.Client.TryTimeout <= TimeSpan.FromMinutes(5), "Client:TryTimeout: 00:00:01 to 00:05:00.");
        Require(options.Client.Connections is >= 1 and <= 1_024, "Client:Connections: 1 to 1,024.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Require(bool holds, string error)
        {
            if (!holds) errors.Add($"{AzureStoreOptions.Section}: {error}");
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9]{2,19}$", RegexOptions.CultureInvariant)]
    private static partial Regex PrefixText();

    [GeneratedRegex("^(?=.{3,40}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Container();

    [GeneratedRegex("^[a-z0-9]{3,24}$", RegexOptions.CultureInvariant)]
    private static partial Regex AccountName();
}
