using System.CommandLine;
using System.Globalization;
using Reception.Protocol.Rest;
using Spectre.Console;

namespace Reception.Cli.Commands;

/// <summary><c>training …</c>: clusters, proposals and what becomes of them, entries, effect, sales.</summary>
internal static class TrainingCommand
{
    public static Command Make() => new("training", "What the bot could not do, and what changes did") { Clusters(), Proposals(), Accept(), Merge(), Reject(), Entries(), Effect(), Sales() };

    private static Command Clusters()
    {
        var (url, shop, token) = (Shared.Url(), Shared.Shop(), Shared.Token());
        var day = new Option<string?>("--day") { Description = "A day, like 2026-11-11; all kept days if left out" };
        var kind = new Option<string?>("--kind") { Description = "unanswered, handed-over or disliked" };
        var command = new Command("clusters", "Questions that ask the same, most frequent first") { url, shop, token, day, kind };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var page = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetClustersAsync(parsed.GetValue(shop)!, parsed.GetValue(day), parsed.GetValue(kind), cancel: cancel);
            var table = new Table().AddColumns("times", "question", "id", "agents", "nearest entry");
            foreach (var c in page.Clusters)
                table.AddRow($"{c.Count}", string.Join('\n', c.Examples).EscapeMarkup(), c.Id, $"{c.AgentAnswers}", (c.Nearest is { } n ? $"{n.EntryId} {n.Confidence:0.00}" : "").EscapeMarkup());
            AnsiConsole.Write(table);
            if (page.Uncounted > 0) Shared.Say($"[grey]and {page.Uncounted} questions that stand in no cluster any more[/]");
            return 0;
        }));
        return command;
    }

    private static Command Proposals()
    {
        var (url, shop, token) = (Shared.Url(), Shared.Shop(), Shared.Token());
        var command = new Command("proposals", "Entries proposed from what agents answered") { url, shop, token };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var table = new Table().AddColumns("id", "asked", "question", "answer", "agents");
            foreach (var p in await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetProposalsAsync(parsed.GetValue(shop)!, cancel: cancel))
                table.AddRow(p.Id, $"{p.Asked}", string.Join('\n', p.Similar.Prepend(p.Question)).EscapeMarkup(), p.Answer.EscapeMarkup(), $"{p.AnswerCount} of {p.AgentAnswers}");
            AnsiConsole.Write(table);
            return 0;
        }));
        return command;
    }

    private static Command Accept()
    {
        var (url, shop, token, id) = (Shared.Url(), Shared.Shop(), Shared.Token(), Id());
        var entry = new Option<string?>("--entry") { Description = "The new entry's id" };
        var question = new Option<string?>("--question") { Description = "Instead of the proposed question" };
        var answer = new Option<string?>("--answer") { Description = "Instead of the proposed answer" };
        var topic = new Option<string?>("--topic") { Description = "Its topic" };
        var command = new Command("accept", "Takes a proposal into the draft") { url, shop, token, id, entry, question, answer, topic };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var request = new AcceptProposalRequest(parsed.GetValue(id), parsed.GetValue(entry), parsed.GetValue(question), parsed.GetValue(answer), null, parsed.GetValue(topic));
            var done = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).AcceptProposalAsync(parsed.GetValue(shop)!, request, cancel);
            Shared.Say($"[green]entry {(done.EntryId ?? "").EscapeMarkup()} is in the draft[/]; publish it with: knowledge publish");
            return 0;
        }));
        return command;
    }

    private static Command Merge()
    {
        var (url, shop, token, id) = (Shared.Url(), Shared.Shop(), Shared.Token(), Id());
        var entry = new Argument<string>("entry") { Description = "The entry that answers it" };
        var command = new Command("merge", "Takes its questions into an entry of the draft") { url, shop, token, id, entry };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var done = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).MergeProposalAsync(parsed.GetValue(shop)!, parsed.GetValue(id)!, parsed.GetValue(entry)!, cancel);
            Shared.Say($"[green]merged into {(done.EntryId ?? "").EscapeMarkup()}[/]");
            return 0;
        }));
        return command;
    }

    private static Command Reject()
    {
        var (url, shop, token, id) = (Shared.Url(), Shared.Shop(), Shared.Token(), Id());
        var command = new Command("reject", "Not proposed again") { url, shop, token, id };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).RejectProposalAsync(parsed.GetValue(shop)!, parsed.GetValue(id)!, cancel);
            Shared.Say("[green]rejected[/]");
            return 0;
        }));
        return command;
    }

    private static Command Entries()
    {
        var (url, shop, token) = (Shared.Url(), Shared.Shop(), Shared.Token());
        var command = new Command("entries", "Figures by entry and version") { url, shop, token };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var table = new Table().AddColumns("entry", "version", "answers", "helpful", "unhelpful", "repeated", "handed over", "sent/edited/ignored", "orders", "revenue");
            foreach (var e in await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetEntryFiguresAsync(parsed.GetValue(shop)!, cancel: cancel))
            {
                table.AddRow(
                    e.EntryId.EscapeMarkup(), $"{e.Knowledge}", $"{e.Counts.Answers}", $"{e.Counts.Helpful}", $"{e.Counts.Unhelpful}", $"{e.Counts.Repeated}", $"{e.Counts.HandedOver} of {e.Counts.Episodes}",
                    $"{e.Counts.Sent}/{e.Counts.Edited}/{e.Counts.Ignored}", $"{e.Counts.Orders}", string.Join(", ", e.Revenue.Select(r => $"{r.AmountMinor} {r.Currency}")));
            }
            AnsiConsole.Write(table);
            return 0;
        }));
        return command;
    }

    private static Command Effect()
    {
        var (url, shop, token) = (Shared.Url(), Shared.Shop(), Shared.Token());
        var version = new Option<long?>("--version-number") { Description = "The version; the newest if left out" };
        var before = new Option<long?>("--before") { Description = "Beside this one; the one before it if left out" };
        var from = new Option<string?>("--from") { Description = "First day" };
        var to = new Option<string?>("--to") { Description = "Last day" };
        var command = new Command("effect", "A version beside another, with 95 % intervals") { url, shop, token, version, before, from, to };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var effect = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token))
                .GetEffectAsync(parsed.GetValue(shop)!, parsed.GetValue(version), parsed.GetValue(before), parsed.GetValue(from), parsed.GetValue(to), cancel);
            var table = new Table().AddColumns("", $"version {effect.Before.Knowledge}", $"version {effect.After.Knowledge}", "change (95 %)", "");
            foreach (var c in effect.Changes) table.AddRow(c.Name, Text(c.Before), Text(c.After), $"{Percent(c.Difference)} ({Percent(c.Low)} to {Percent(c.High)})", c.IsClear ? "clear" : "");
            AnsiConsole.Write(table);
            return 0;
        }));
        return command;
    }

    private static Command Sales()
    {
        var (url, shop, token) = (Shared.Url(), Shared.Shop(), Shared.Token());
        var from = new Option<string?>("--from") { Description = "First day" };
        var to = new Option<string?>("--to") { Description = "Last day" };
        var command = new Command("sales", "What was sold after a talk") { url, shop, token, from, to };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var sales = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetSalesAsync(parsed.GetValue(shop)!, parsed.GetValue(from), parsed.GetValue(to), cancel);
            var table = new Table().AddColumns("by", "currency", "orders", "minor units");
            foreach (var row in sales.Rows) table.AddRow(row.By, row.Currency, $"{row.Orders}", $"{row.AmountMinor}");
            AnsiConsole.Write(table);
            foreach (var share in sales.BotShares.Where(s => s.OfHumanSales is not null)) Shared.Say($"the bot alone sold {Percent(share.OfHumanSales!.Value)} of what humans sold in {share.Currency}");
            return 0;
        }));
        return command;
    }

    private static Argument<string> Id() => new("id") { Description = "The proposal's id" };

    private static string Text(ShareDocument share) => $"{Percent(share.Value)} ({share.Count} of {share.Of})";

    private static string Percent(double value) => (100 * value).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
