using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;

namespace Reception.Domain.Shops;

/// <summary>What a channel's name, origins and rules may be.</summary>
internal static class ChannelCheck
{
    /// <summary>Names that begin with it are the server's own (work orders).</summary>
    public const char Reserved = '~';

    private const int MaxOrigins = 200;
    private const int MaxForeign = 50;
    private const int MaxParties = 20;
    private const int MaxSay = 1_000;
    private const int MaxUrl = 2_000;

    public static void Check(PolicyErrors errors, string path, ChannelPolicy channel)
    {
        errors.Check(KeyPart.IsValid(channel.Name), $"{path}.name", $"'{channel.Name}' is no valid key part");
        errors.Check(channel.Name is not [Reserved, ..], $"{path}.name", $"'{channel.Name}' begins with {Reserved}: such names are reserved");
        errors.Each($"{path}.origins", channel.Origins, MaxOrigins, (_, origin) => errors.Check(IsOrigin(origin), $"{path}.origins", $"'{origin}' is no origin like https://shop.example"));
        if (channel.Rules is { } rules) Rules(errors, $"{path}.rules", rules);
    }

    private static void Rules(PolicyErrors errors, string path, ChannelRules rules)
    {
        errors.Each($"{path}.foreign", rules.Foreign, MaxForeign, (at, foreign) =>
        {
            errors.Check(foreign.Topics is { Length: > 0 }, $"{at}.topics", "names no topic");
            errors.Texts($"{at}.topics", foreign.Topics, PolicyValidator.MaxTopics, PolicyValidator.MaxNameLength);
            errors.Text($"{at}.party", foreign.Party, 1, PolicyValidator.MaxNameLength);
            errors.Text($"{at}.say", foreign.Say, 1, MaxSay);
            Url(errors, $"{at}.url", foreign.Url);
        });
        errors.Unique($"{path}.foreign.topics", (rules.Foreign ?? []).Take(MaxForeign).SelectMany(f => (f?.Topics ?? []).Take(PolicyValidator.MaxTopics)));
        QueueRulesCheck.Targets(errors, $"{path}.targets", rules.Targets);
        errors.Range($"{path}.platformStepsInHours", rules.PlatformStepsInHours, 1, 720);
        errors.Known($"{path}.reviews", rules.Reviews);
        errors.Each($"{path}.parties", rules.Parties, MaxParties, (at, party) =>
        {
            errors.Text($"{at}.name", party.Name, 1, RequestCheck.MaxKey);
            errors.Text($"{at}.title", party.Title, 1, PolicyValidator.MaxNameLength);
            Url(errors, $"{at}.url", party.Url);
        });
        errors.Unique($"{path}.parties", (rules.Parties ?? []).Take(MaxParties).Select(p => p?.Name));
    }

    // What would not be shown is refused here: a page and its readers take safe addresses only.
    private static void Url(PolicyErrors errors, string path, string? url) =>
        errors.Check(url is null || MessagePart.IsSafeUrl(url), path, $"'{url}' is no address like https://help.example");

    private static bool IsOrigin(string text) => text.Length <= MaxUrl && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        && uri.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase);
}
