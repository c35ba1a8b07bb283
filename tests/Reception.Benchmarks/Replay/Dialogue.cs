using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Reception.Benchmarks.Replay;

/// <summary>A recorded conversation of a customer and a human agent. This folder plays such conversations through the whole system.</summary>
internal sealed partial record Dialogue(string Id, string Source, DialogueTurn[] Turns)
{
    public static Dialogue[] Read(string path) =>
    [
        .. File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize(line, ReplayJson.Default.Dialogue)!)
            .Select(d => d with { Turns = [.. d.Turns.Select(t => t with { Text = t.IsCustomer ? WithoutCard(t.Text) : t.Text.Trim() }).Where(t => t.Text.Length > 0)] })
            .Where(d => d.Turns.Any(t => t.IsCustomer)),
    ];

    /// <summary>What stands before a question because the customer came from an order's page is the visit's context, not his words.</summary>
    private static string WithoutCard(string text) => Card().Replace(text, " ").Trim(' ', '，', ',');

    [GeneratedRegex(@"顾客通过点击[^:：]*信息发送[:：]|\[?(?:咨询订单号|订单编号|订单号|商品ID|商品编号) ?[:：] ?(?:\[[^\]]*\])?(?:[ ，,]*(?:订单金额|下单时间|商品ID|商品编号) ?[:：] ?(?:\[[^\]]*\] ?)*)*\]?|^(?:\[(?:链接|订单|日期|时间)x\] ?)+")]
    private static partial Regex Card();
}

/// <summary>Something said; the role is <c>customer</c> or <c>agent</c>.</summary>
internal sealed record DialogueTurn(string Role, string Text)
{
    [JsonIgnore]
    public bool IsCustomer => Role == "customer";
}

/// <summary>A question of a recorded conversation with the agent's reply.</summary>
internal sealed record QuestionAndAnswer(string Q, string A, string Dialogue)
{
    public static QuestionAndAnswer[] Read(string path) =>
        [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize(line, ReplayJson.Default.QuestionAndAnswer)!)];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Dialogue))]
[JsonSerializable(typeof(QuestionAndAnswer))]
internal sealed partial class ReplayJson : JsonSerializerContext;
