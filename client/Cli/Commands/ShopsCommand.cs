using System.CommandLine;

namespace Reception.Cli.Commands;

/// <summary><c>shops …</c>: get, put, copy, export, diff, apply, identity-key, figures.</summary>
internal static partial class ShopsCommand
{
    public static Command Make() => new("shops", "Policies of shops") { Get(), Put(), Copy(), Export(), Diff(), Apply(), IdentityKey(), Figures() };

    private static Argument<string> Shop() => new("shop") { Description = "The shop's id" };

    private static Command Get()
    {
        var (url, token, shop) = (Shared.Url(), Shared.Token(), Shop());
        var command = new Command("get", "The policy as JSON") { url, token, shop };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            Console.WriteLine(await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetShopAsync(parsed.GetValue(shop)!, cancel));
            return 0;
        }));
        return command;
    }

    private static Command Put()
    {
        var (url, token, shop) = (Shared.Url(), Shared.Token(), Shop());
        var file = new Argument<FileInfo>("file") { Description = "The policy as JSON" };
        var expected = new Option<long?>("--if-version") { Description = "Only if this version is in force (0: only if new)" };
        var command = new Command("put", "Stores a policy") { url, token, shop, file, expected };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var policy = await File.ReadAllTextAsync(parsed.GetValue(file)!.FullName, cancel);
            var stored = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).PutShopAsync(parsed.GetValue(shop)!, policy, parsed.GetValue(expected), cancel);
            Shared.Say($"[green]version {stored.Version}[/]");
            return 0;
        }));
        return command;
    }

    private static Command Copy()
    {
        var (url, token, template) = (Shared.Url(), Shared.Token(), new Argument<string>("template") { Description = "The shop to copy" });
        var (shop, name) = (Shop(), new Argument<string>("name") { Description = "The new shop's name" });
        var command = new Command("copy", "A new shop as a copy of another") { url, token, template, shop, name };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var stored = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).CopyShopAsync(parsed.GetValue(template)!, parsed.GetValue(shop)!, parsed.GetValue(name)!, cancel);
            Shared.Say($"[green]version {stored.Version}[/]");
            return 0;
        }));
        return command;
    }

    private static Command IdentityKey()
    {
        var (url, token, shop) = (Shared.Url(), Shared.Token(), Shop());
        var command = new Command("identity-key", "The key with which the shop's server signs its customers' identities: keep it secret") { url, token, shop };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            Console.WriteLine((await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetIdentityKeyAsync(parsed.GetValue(shop)!, cancel)).Key);
            return 0;
        }));
        return command;
    }

    private static Command Figures()
    {
        var (url, token, shop) = (Shared.Url(), Shared.Token(), Shop());
        var command = new Command("figures", "Counts of the shop") { url, token, shop };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var figures = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetFiguresAsync(parsed.GetValue(shop)!, cancel);
            Shared.Say($"{figures.Episodes} episodes, {figures.CustomerMessages} customer messages, {figures.BotAnswers} answers, {figures.Clarifications} questions back");
            Shared.Say($"{figures.HandOvers} hand-overs, {figures.Assignments} assignments after {figures.AverageWaitSeconds:0.0} s on average, {figures.Requeues} requeues");
            Shared.Say($"{figures.MachineAnswers} machine answers beside agents, {figures.ProposalsUsed} of {figures.Proposals} proposals used");
            Shared.Say($"{figures.Closed} closed, {figures.ClosedByBotAlone} by the bot alone; {figures.Ratings} ratings, {figures.AverageRating:0.00} on average");
            Shared.Say($"{figures.Offers} offers, {figures.OffersDeclined} declined, {figures.OffersTimedOut} ran out; {figures.Widened} waits widened, {figures.Overflows} overflowed, {figures.TurnedAway} turned away, {figures.Reclassified} moved by what was said");
            Shared.Say($"{figures.WorkOrders} messages, {figures.CallBacks} call-backs, {figures.Deferred} left with the bot, {figures.Referred} sent where they belong");
            Shared.Say($"missed: {figures.FirstRepliesMissed} first replies, {figures.RepliesMissed} replies, {figures.ResolutionsMissed} resolutions");
            return 0;
        }));
        return command;
    }
}
