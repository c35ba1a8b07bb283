using System.Collections.Immutable;
using Raw = Reception.Contracts.Knowledge.KnowledgeEntry;

namespace Reception.Domain.Knowledge;

/// <summary>An entry as it crosses the wire and is stored, and as the domain uses it: the same content, nothing is lost either way.</summary>
public static class EntryMapping
{
    /// <summary>A checked entry; blank answers, topics and empty lists become none.</summary>
    public static KnowledgeEntry ToDomain(this Raw entry) => new(
        entry.Id, entry.Question, Text(entry.Answer), [.. entry.Similar ?? []], Text(entry.Topic), List(entry.Parts), entry.From, entry.Until,
        [.. (entry.Variants ?? []).Select(v => v with { Answer = Text(v.Answer), Parts = v.Parts is { Length: > 0 } parts ? parts : null })],
        List(entry.Next), Text(entry.WithoutOrder));

    /// <summary>As it is stored: no list is empty but the similar questions, which are always there.</summary>
    public static Raw ToContract(this KnowledgeEntry entry) => new(
        entry.Id, entry.Question, entry.Answer, entry.Similar.IsDefault ? [] : [.. entry.Similar], entry.Topic, Array(entry.Parts), entry.From, entry.Until,
        Array(entry.Variants), Array(entry.Next), entry.WithoutOrder);

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static ImmutableArray<T> List<T>(T[]? items) => [.. items ?? []];

    private static T[]? Array<T>(ImmutableArray<T> items) => items.IsDefaultOrEmpty ? null : [.. items];
}
