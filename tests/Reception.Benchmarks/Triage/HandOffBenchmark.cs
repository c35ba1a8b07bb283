using System.Text.Json;
using System.Text.Json.Nodes;
using Reception.Domain.Knowledge;
using Reception.Domain.Triage;

namespace Reception.Benchmarks.Triage;

/// <summary>
/// <c>handoff HANDOFF UTTERANCES [--list]</c>: prints one JSON line. Of the first file (<c>{"text"}</c> a line, every one asks for a
/// human) the share that is recognised; of the second (a message a line) the share that is taken for a request and is not a line
/// of the first. Judged without any knowledge, so that only the rules speak. <c>--list</c> prints what was missed and flagged.
/// </summary>
internal static class HandOffBenchmark
{
    public static Task<int> RunAsync(string[] args)
    {
        if (args is not [var requests, var utterances, .. var rest] || rest is not ([] or ["--list"]))
        {
            Console.Error.WriteLine("usage: handoff HANDOFF UTTERANCES [--list]");
            return Task.FromResult(2);
        }

        var index = TriageIndex.Build(KnowledgeBase.Create(1, []));
        bool IsRequest(string text) => index.Judge(text, default, TriageThresholds.Default).Reason == TriageReason.AskedForHuman;
        var asking = File.ReadLines(requests).Where(line => line.Length > 0).Select(line => (string)JsonNode.Parse(line)!["text"]!).ToArray();
        var others = File.ReadLines(utterances).Where(line => line.Length > 0).Except(asking).ToArray();
        var missed = asking.Where(text => !IsRequest(text)).ToArray();
        var flagged = others.Where(IsRequest).ToArray();
        if (rest is ["--list"])
            Console.Error.WriteLine(string.Join('\n', [.. missed.Select(t => "missed\t" + t), .. flagged.Select(t => "flagged\t" + t)]));
        var line = new JsonObject
        {
            ["requests"] = asking.Length,
            ["recognised"] = asking.Length - missed.Length,
            ["recognised_percent"] = Math.Round(100.0 * (asking.Length - missed.Length) / Math.Max(1, asking.Length), 2),
            ["utterances"] = others.Length,
            ["flagged"] = flagged.Length,
            ["flagged_percent"] = Math.Round(100.0 * flagged.Length / Math.Max(1, others.Length), 3),
        };
        Console.WriteLine(line.ToJsonString(JsonSerializerOptions.Default));
        return Task.FromResult(0);
    }
}
