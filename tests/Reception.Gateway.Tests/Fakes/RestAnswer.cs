using System.Net.Http.Headers;
using System.Text.Json;

namespace Reception.Gateway.Tests.Fakes;

/// <summary>What REST answered.</summary>
internal sealed record RestAnswer(int Status, string Text, HttpResponseHeaders Headers, string? MediaType)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>The code of a refusal; null for other answers.</summary>
    public string? Code => MediaType == "application/problem+json" ? Json.GetProperty("code").GetString() : null;
}
