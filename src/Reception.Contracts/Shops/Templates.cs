namespace Reception.Contracts.Shops;

/// <summary>
/// A shop's set-up to be taken over (C2): a template in YAML, on it a second YAML of overrides, on that single values as
/// <c>path=value</c>. docs/policy.md says how they are merged.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record TemplateImport(string Template, string? Overrides = null, string[]? Set = null);

public enum PolicyChangeKind { Added = 0, Removed = 1, Changed = 2 }

/// <summary>One difference of two policies: items of lists are named where they have names (<c>queues[sales].targetSeconds</c>), values are written as in a template.</summary>
[GenerateSerializer, Immutable]
public sealed record PolicyChange(string Path, PolicyChangeKind Kind, string? Before = null, string? After = null);

/// <summary>What an import changes against <see cref="Version"/> (0: the shop is new), or every error at once, with the lines where they are.</summary>
[GenerateSerializer, Immutable]
public sealed record TemplateResult(PutPolicyOutcome Outcome, long Version, PolicyChange[] Changes, string[] Errors);

/// <summary>A version of a shop as a template.</summary>
[GenerateSerializer, Immutable]
public sealed record TemplateFile(long Version, string Yaml);
