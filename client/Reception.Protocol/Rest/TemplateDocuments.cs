namespace Reception.Protocol.Rest;

/// <summary>A template in YAML, overrides in YAML on it, single values as <c>path=value</c> on both; docs/policy.md.</summary>
public sealed record TemplateRequest(string? Template, string? Overrides = null, string?[]? Set = null);

/// <summary>What a template changes against a version (0: a new shop); after an apply the version is the one now in force.</summary>
public sealed record TemplateDiffDocument(long Version, PolicyChangeDocument[] Changes);

/// <summary>Kind: <c>added</c>, <c>removed</c>, <c>changed</c>; values as in a template.</summary>
public sealed record PolicyChangeDocument(string Path, string Kind, string? Before = null, string? After = null);
