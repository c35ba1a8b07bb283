using System.Text.Json;
using System.Text.Json.Serialization;
using Reception.Contracts.Routing;

namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>Policies and traits in one line, without what is left out.</summary>
internal static class RuleWords
{
    private static readonly JsonSerializerOptions Short = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, Converters = { new JsonStringEnumConverter() } };

    public static string Of(RuleBook book) => $"{book.OfferTime.TotalSeconds} s {JsonSerializer.Serialize(book.Rules, Short)}";

    public static string Of(AgentTraits traits) => JsonSerializer.Serialize(traits with { Home = null }, Short) + (traits.Home is { } home ? " of " + home.Name : "");

    public static string Of(WorkRequest request) => JsonSerializer.Serialize(request, Short);
}
