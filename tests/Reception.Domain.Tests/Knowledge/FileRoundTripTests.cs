using FsCheck;
using FsCheck.Fluent;
using Reception.Contracts.Conversations;
using Reception.Contracts.Knowledge;
using Reception.Domain.Knowledge;
using Reception.Tests;
using KnowledgeEntry = Reception.Domain.Knowledge.KnowledgeEntry;

namespace Reception.Domain.Tests.Knowledge;

/// <summary>What is exported comes back as it was, whatever the texts hold, in both formats.</summary>
public sealed class FileRoundTripTests
{
    private static readonly string[] Pieces =
    [
        "什么时候发货", "ship", " ", "\n", "\r\n", "\r", "\t", "|", "\"", "\"\"", ",", ";", "'", "=", "+1", "-2", "@", "＝", "[", "]", "{order.status}", "😀", "<b>", "\\", "\u00A0", "\u200B", "#", "null",
    ];

    private static readonly Gen<string> Text = Gen.Elements(Pieces).ArrayOf().Select(string.Concat);

    /// <summary>With a letter in it, so that it is a question.</summary>
    private static readonly Gen<string> Question = from before in Text from after in Text select (before + "问" + after) is { Length: <= 1_000 } text ? text : "问";

    private static readonly Gen<string?> Optional = Gen.OneOf(Gen.Constant<string?>(null), Question.Select(text => (string?)text));

    private static readonly Gen<MessagePart> Part = Gen.OneOf(
        Question.Select(text => new MessagePart(PartKind.Text, text)),
        from text in Optional select new MessagePart(PartKind.Picture, text, "/media/size.svg"),
        from title in Optional from still in Gen.Elements<string?>(null, "https://shop.example/still.png") select new MessagePart(PartKind.Video, null, "https://shop.example/v?a=1&b=2#t", title, still),
        from title in Question from price in Optional select new MessagePart(PartKind.Product, null, "/p/1", title, "/p/1.svg", price),
        from label in Gen.Elements("好的", "=1", "Yes, \"please\"") from say in Optional select new MessagePart(PartKind.Buttons, Buttons: [new(label, Say: say), new(label, Url: "/x")]));

    private static readonly Gen<DateTimeOffset> Date =
        from minutes in Gen.Choose(0, 60_000_000)
        from ticks in Gen.Choose(0, 9_999_999)
        from offset in Gen.Choose(-56, 56)
        select new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes).AddTicks(ticks).ToOffset(TimeSpan.FromMinutes(15 * offset));

    private static readonly Gen<KnowledgeEntry> Entry =
        from question in Question
        from answer in Optional
        from similar in Question.ArrayOf()
        from topic in Gen.Elements<string?>(null, "物流", "=topic", "'quoted", "''=x")
        from parts in Part.ArrayOf()
        from hasFrom in Gen.Elements(true, false)
        from @from in Date
        from days in Gen.Choose(0, 3)
        from variant in Gen.OneOf(Gen.Constant<AnswerVariant?>(null), from text in Optional from part in Part.ArrayOf() select (AnswerVariant?)new AnswerVariant(["tmall", "web,2"], text, part.Length == 0 ? null : [.. part.Take(10)]))
        from withoutOrder in Optional
        select new KnowledgeEntry(
            "", question, answer, [.. similar], topic, [.. parts.Take(10)], hasFrom ? @from : null, days > 0 ? @from.AddDays(days) : null, variant is null ? [] : [variant], [], withoutOrder);

    [Theory]
    [InlineData(KnowledgeFormat.JsonLines)]
    [InlineData(KnowledgeFormat.Csv)]
    public void Write_ThenParse_GivesTheSameEntries(KnowledgeFormat format) =>
        Property.ForAll(Entry, $"{nameof(Write_ThenParse_GivesTheSameEntries)}-{format}", TestRun.Cases(200, 5_000), generated =>
        {
            if (generated.Length == 0) return;
            KnowledgeEntry[] entries = [.. generated.Select((entry, i) => entry with { Id = Id(i), Next = [.. new[] { Id((i + 1) % generated.Length), Id((i + 2) % generated.Length) }.Distinct().Where(id => id != Id(i))] })];

            var import = KnowledgeImport.Parse(KnowledgeExport.Write(entries, format), format);

            Assert.Empty(import.Problems);
            Assert.Equal(entries.Select(Flat), import.Entries.Select(Flat));
        }, longest: 12);

    [Theory]
    [InlineData(KnowledgeFormat.JsonLines)]
    [InlineData(KnowledgeFormat.Csv)]
    public void Write_WhatWasParsed_GivesTheSameBytes(KnowledgeFormat format)
    {
        var first = KnowledgeExport.Write(KnowledgeImport.Parse(File.ReadAllBytes(Path.Combine(TestRun.Root, "silo", "Demo", "demo.knowledge.jsonl"))).Entries, format);

        Assert.Equal(first, KnowledgeExport.Write(KnowledgeImport.Parse(first, format).Entries, format));
    }

    /// <summary>Ids that a cell of ids has to keep apart.</summary>
    private static string Id(int i) => (i % 4) switch { 0 => $"id-{i}", 1 => $"a|b{i}", 2 => $"=[{i}]", _ => $" x {i}" };

    private static string Flat(KnowledgeEntry entry) => System.Text.Encoding.UTF8.GetString(KnowledgeExport.ToJson(entry)) + entry.From?.UtcTicks + entry.From?.Offset + entry.Until?.UtcTicks;
}
