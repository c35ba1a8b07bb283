using System.Text.Json;
using Reception.Contracts.Shops;

namespace Reception.Domain.Shops.Templates;

/// <summary>
/// A shop's set-up as YAML (C2). A template is a policy, bare or under <c>policy:</c> beside <c>template: 1</c> and where it came from.
/// This folder reads, writes, merges and compares them; what it reads it checks like every policy.
/// </summary>
public static class ShopTemplate
{
    public const int Format = 1;
    public const int MaxSets = 200;
    private static readonly string[] Envelope = ["template", "shop", "version", "policy"];

    /// <summary>A policy, or null and every error at once, each with where it was written and its path.</summary>
    public sealed record Reading(ShopPolicy? Policy, string[] Errors);

    public static string Write(VersionedPolicy policy) => TemplateWriter.Write(policy);

    public static Reading Read(string template, string? overrides = null, IReadOnlyList<string>? sets = null)
    {
        var errors = new PolicyErrors();
        if (Tree(template, overrides, sets ?? [], errors) is not { } root) return new(null, errors.ToArray());
        var reader = new TemplateReader(errors);
        var policy = (ShopPolicy)JsonSerializer.Deserialize(reader.Read(root), PolicySchema.Root)!;
        foreach (var error in PolicyValidator.Validate(policy))
        {
            var (path, problem) = (error[..error.IndexOf(": ", StringComparison.Ordinal)], error[(error.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
            if (!reader.IsBroken(path)) errors.Check(false, $"{reader.Where(path)}: {path}", problem.TrimEnd('.'));
        }
        var all = errors.ToArray();
        return new(all.Length == 0 ? policy : null, all);
    }

    public static Reading Read(TemplateImport import) => Read(import.Template, import.Overrides, import.Set);

    private static MappingNode? Tree(string template, string? overrides, IReadOnlyList<string> sets, PolicyErrors errors)
    {
        var root = Policy(YamlTree.Read(template, "", errors), errors);
        if (!string.IsNullOrWhiteSpace(overrides) && Policy(YamlTree.Read(overrides, "overrides, ", errors), errors) is { } over && root is not null) root = (MappingNode)TemplateMerge.Overlay(root, over);
        errors.Check(sets.Count <= MaxSets, "set", $"has {sets.Count}; at most {MaxSets}");
        if (root is null) return null;
        foreach (var set in sets.Take(MaxSets)) TemplateSet.Apply(root, set ?? "", errors);
        return root;
    }

    private static MappingNode? Policy(TemplateNode? read, PolicyErrors errors)
    {
        if (read is null) return null;
        errors.Check(read is MappingNode, read.Where, "expected the members of a policy, or policy:");
        if (read is not MappingNode mapping || !mapping.Members.ContainsKey("policy")) return read as MappingNode;
        foreach (var (name, value) in mapping.Members.Where(m => !Envelope.Contains(m.Key))) errors.Check(false, value.Where, $"'{name}' is not known beside policy; expected one of {string.Join(", ", Envelope)}");
        if (mapping.Members.TryGetValue("template", out var format)) errors.Check(format is ScalarNode { Text: "1" }, format.Where, $"template: this server reads format {Format}");
        errors.Check(mapping.Members["policy"] is MappingNode, mapping.Members["policy"].Where, "policy: expected the members of a policy");
        return mapping.Members["policy"] as MappingNode;
    }
}
