using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reception.Contracts.Shops;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Reception.Domain.Shops.Templates;

/// <summary>Writes documents as YAML that people edit: defaults left out, short lists and pairs on one line, text quoted only where another reader could take it for something else.</summary>
internal static class TemplateWriter
{
    private const int ShortPairs = 4;
    private static readonly EmitterSettings Settings = new(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 256, skipAnchorName: true, indentSequences: true);

    public static string Write(VersionedPolicy policy)
    {
        var document = new JsonObject { ["template"] = ShopTemplate.Format, ["shop"] = policy.Shop.Value, ["version"] = policy.Version, ["policy"] = TemplateForm.Of(policy.Policy) };
        return "# The set-up of a shop. Not in it: knowledge, catalogue, agents and their profiles, conversations, the key that signs identities.\n" + Write(document);
    }

    /// <summary>One line, for differences.</summary>
    public static string Line(JsonNode value) => Write(value, flow: true).TrimEnd('\n');

    private static string Write(JsonNode value, bool flow = false)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(text, Settings);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, value, flow);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private static void Emit(Emitter emitter, JsonNode? value, bool flow)
    {
        switch (value)
        {
            case JsonObject members:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, flow || members.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var (name, member) in members)
                {
                    emitter.Emit(new Scalar(name));
                    Emit(emitter, member, flow);
                }
                emitter.Emit(new MappingEnd());
                break;
            case JsonArray items:
                var isShort = flow || items.All(i => i is JsonValue);
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, isShort ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in items) Emit(emitter, item, isShort || item is JsonObject { Count: <= ShortPairs } pairs && pairs.All(p => p.Value is JsonValue));
                emitter.Emit(new SequenceEnd());
                break;
            default:
                Emit(emitter, value as JsonValue);
                break;
        }
    }

    private static void Emit(Emitter emitter, JsonValue? value)
    {
        var isText = value?.GetValueKind() == JsonValueKind.String;
        var text = isText ? value!.GetValue<string>() : value?.ToJsonString() ?? "null";
        var style = isText && IsDoubtful(text) ? ScalarStyle.DoubleQuoted : ScalarStyle.Any;
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: true, isQuotedImplicit: true));
    }

    /// <summary>Empty, of several lines, with characters that do not show, or what YAML readers take for a number, a date, a truth or nothing.</summary>
    private static bool IsDoubtful(string text) =>
        text.Length == 0
        || text.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\uFEFF' or '\u2028' or '\u2029' or '\u0085')
        || char.IsAsciiDigit(text[0])
        || text[0] is '+' or '-' or '.'
        || text.ToLowerInvariant() is "null" or "~" or "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n";
}
