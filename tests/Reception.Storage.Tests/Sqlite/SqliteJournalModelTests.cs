using FsCheck;
using FsCheck.Fluent;
using Reception.Domain.Journal;
using Reception.Storage.Sqlite;
using Reception.Tests;
using Property = Reception.Domain.Tests.Property;

namespace Reception.Storage.Tests.Sqlite;

/// <summary>
/// The journal beside a dictionary of lists: any sequence of appends (right, stale, ahead, several at once), reads, reopenings and lost
/// snapshots gives the same answers from both.
/// </summary>
public sealed class SqliteJournalModelTests
{
    private static readonly Gen<Step> Steps = Gen.Choose(0, 19).SelectMany(kind => Gen.Choose(0, 3).SelectMany(who => Gen.Choose(0, 9).Select(number => new Step(kind, who, number))));

    [Fact]
    public void Journal_AnySequenceOfCommands_AnswersLikeTheModel() =>
        Property.ForAll(Steps, nameof(Journal_AnySequenceOfCommands_AnswersLikeTheModel), TestRun.Cases(25, 500), steps => RunAsync(steps).GetAwaiter().GetResult(), longest: 120);

    internal sealed record Step(int Kind, int Who, int Number);

    private static async Task RunAsync(Step[] steps)
    {
        await using var folder = new StoreFolder();
        var run = new Run(folder);
        foreach (var step in steps) await run.TakeAsync(step);
        await run.CheckFeedAsync(0, int.MaxValue);
    }

    private sealed class Run(StoreFolder folder)
    {
        private readonly Dictionary<string, List<string>> _texts = [];
        private readonly Dictionary<string, int> _checkpoints = [];
        private readonly List<string> _feed = [];
        private SqliteConversationJournal _journal = new(folder.Open());
        private int _written;

        public Task TakeAsync(Step step)
        {
            var who = $"demo/web/{step.Who}";
            return step.Kind switch
            {
                < 8 => AppendAsync(who, step.Number),
                8 => RefusedAsync(who, Texts(who).Count + 1 + step.Number),
                9 when Texts(who).Count > 0 => RefusedAsync(who, step.Number % Texts(who).Count),
                10 or 11 => BurstAsync(step.Number),
                12 or 13 => ReadAsync(who, step.Number, 1 + (step.Number / 2)),
                14 => ReadAsync(who, 0, int.MaxValue),
                15 => ReadFromCheckpointAsync(who),
                16 => CheckFeedAsync(step.Number * 3, 5),
                17 => ReopenAsync(keepSnapshot: true),
                18 => ReopenAsync(keepSnapshot: false),
                _ => SameLastAsync(who),
            };
        }

        public async Task CheckFeedAsync(int skip, int max)
        {
            skip = Math.Min(skip, _feed.Count);
            var before = skip == 0 ? 0 : (await _journal.ReadFeedAsync(0, skip))[^1].Position;
            Assert.Equal(_feed.Skip(skip).Take(max), (await _journal.ReadFeedAsync(before, max)).Select(Events.Text));
        }

        private List<string> Texts(string who) => _texts.TryGetValue(who, out var texts) ? texts : _texts[who] = [];

        private async Task AppendAsync(string who, int number)
        {
            var append = Next(who, number);
            Assert.Equal(AppendOutcome.Appended, await _journal.AppendAsync(append));
            Remember(append);
        }

        /// <summary>One append of each conversation at once: queued in this order, written in one batch or several.</summary>
        private async Task BurstAsync(int number)
        {
            var appends = Enumerable.Range(0, 4).Select(who => Next($"demo/web/{who}", number + who)).ToArray();
            Assert.All(await Task.WhenAll(appends.Select(append => _journal.AppendAsync(append).AsTask())), outcome => Assert.Equal(AppendOutcome.Appended, outcome));
            foreach (var append in appends) Remember(append);
        }

        private async Task RefusedAsync(string who, long expected) =>
            Assert.Equal(AppendOutcome.Conflict, await _journal.AppendAsync(Events.Of(who, expected, "refused")));

        private async Task ReadAsync(string who, int after, int max) => Assert.Equal(
            Texts(who).Select((text, i) => $"{i + 1}:{text}").Skip(after).Take(max), Events.Texts(await _journal.ReadAsync(who, after, max)));

        private async Task ReadFromCheckpointAsync(string who) => Assert.Equal(
            Texts(who).Select((text, i) => $"{i + 1}:{text}").Skip(_checkpoints.GetValueOrDefault(who)), Events.Texts(await _journal.ReadFromCheckpointAsync(who)));

        private async Task SameLastAsync(string who) => Assert.Equal(Texts(who).Count, await _journal.GetLastSequenceAsync(who));

        private async Task ReopenAsync(bool keepSnapshot)
        {
            await folder.DisposeStoreAsync();
            if (!keepSnapshot) File.Delete(folder["tails.snapshot"]);
            _journal = new SqliteConversationJournal(folder.Open());
        }

        private JournalAppend Next(string who, int number) =>
            Events.Of(who, Texts(who).Count, [.. Enumerable.Range(0, 1 + (number % 3)).Select(_ => $"{++_written}")]) with { Checkpoint = number % 4 == 0 };

        private void Remember(JournalAppend append)
        {
            if (append.Checkpoint) _checkpoints[append.Conversation] = Texts(append.Conversation).Count;
            var texts = append.Events.Select(e => System.Text.Encoding.UTF8.GetString(e.Span)).ToArray();
            Texts(append.Conversation).AddRange(texts);
            _feed.Add($"{append.Conversation}@{append.ExpectedSequence + 1}:{string.Join(',', texts)}");
        }
    }
}
