using Reception.Assistant.Links;

namespace Reception.Assistant.Models;

/// <summary>Section <c>Reception:LanguageModel</c>: an OpenAI-compatible endpoint. Off while <see cref="Endpoint"/> is empty; each shop switches it on for itself.</summary>
public sealed class LanguageModelOptions
{
    public const string Section = "Reception:LanguageModel";

    /// <summary>The base address, for example <c>https://models.example/v1</c>; https, or http on loopback.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The model's name at that endpoint.</summary>
    public string? Model { get; set; }

    /// <summary>Belongs into the environment or a secret store. Empty: none is needed.</summary>
    public string? ApiKey { get; set; }

    /// <summary>How long one answer may take: 0.1 to 6 seconds, default 4.</summary>
    public double TimeoutSeconds { get; set; } = 4;

    /// <summary>Whether the endpoint takes a JSON schema for its answer (default); otherwise it is asked in words. The answer is checked either way.</summary>
    public bool JsonSchema { get; set; } = true;

    internal bool IsOn => !string.IsNullOrWhiteSpace(Endpoint);

    internal IEnumerable<string> Validate()
    {
        if (!IsOn) yield break;
        if (!Addresses.IsSafe(Endpoint)) yield return "Reception:LanguageModel:Endpoint is no https address (http only on loopback).";
        if (string.IsNullOrWhiteSpace(Model)) yield return "Reception:LanguageModel:Model is empty; name the model.";
        if (TimeoutSeconds is not (>= 0.1 and <= 6)) yield return $"Reception:LanguageModel:TimeoutSeconds {TimeoutSeconds} is out of bounds; give 0.1 to 6.";
    }
}
