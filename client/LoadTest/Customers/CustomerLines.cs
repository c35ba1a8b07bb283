using System.Text;
using System.Text.Json;
using Reception.LoadTest.Drivers;

namespace Reception.LoadTest.Customers;

/// <summary>
/// What customers say: lines of a file, or, without one, the ways of asking that the demo shops' knowledge lists. Lines about a topic are those of entries with that intent.
/// </summary>
internal sealed class CustomerLines
{
    public const int LongestLine = 4_000;
    public const int MostLines = 1_000_000;

    private static readonly string[] Unknown =
    [
        "Can you tell me whether the blue one matches my curtains?", "My neighbour got it a day earlier, why is that?", "Is your office near the station?", "What a day, I have waited for this all year",
        "我家猫把包装咬坏了怎么办", "你们老板是哪里人", "我朋友说别家更好看", "这个能当圣诞树装饰吗",
    ];

    private static readonly string[] Humans =
    [
        "I want to talk to a person", "agent please", "Can I speak to a human?", "let me talk to somebody real", "人工", "转人工", "我要找人工客服", "麻烦帮我转一下人工客服",
    ];

    private readonly SpokenLine[] _any;
    private readonly SpokenLine[] _humans;
    private readonly SpokenLine[] _unknown;
    private readonly Dictionary<string, SpokenLine[]> _topics;

    private CustomerLines(IEnumerable<string> any, Dictionary<string, SpokenLine[]> topics, string language)
    {
        _any = [.. any.Select(line => new SpokenLine(line))];
        _humans = [.. OfLanguage(Humans, language).Select(line => new SpokenLine(line))];
        _unknown = [.. OfLanguage(Unknown, language).Select(line => new SpokenLine(line))];
        _topics = topics;
    }

    public int Count => _any.Length;

    /// <summary>From knowledge as JSON lines, without what is not in force at the time.</summary>
    public static CustomerLines OfKnowledge(string jsonLines, string language, DateTimeOffset now)
    {
        var topics = new Dictionary<string, List<SpokenLine>>();
        var any = new List<string>();
        foreach (var json in jsonLines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var entry = JsonDocument.Parse(json);
            if (Time(entry, "from") > now || Time(entry, "until") <= now) continue;
            var asked = new List<string> { entry.RootElement.GetProperty("question").GetString()! };
            if (entry.RootElement.TryGetProperty("similar", out var similar)) asked.AddRange(similar.EnumerateArray().Select(text => text.GetString()!));
            any.AddRange(asked);
            var topic = entry.RootElement.TryGetProperty("intent", out var intent) ? intent.GetString() : null;
            if (topic is null) continue;
            if (!topics.TryGetValue(topic, out var lines)) topics[topic] = lines = [];
            lines.AddRange(asked.Select(line => new SpokenLine(line)));
        }
        return new(any, topics.ToDictionary(topic => topic.Key, topic => topic.Value.ToArray()), language);
    }

    /// <summary>From a file, a line each; empty ones are left out.</summary>
    /// <exception cref="InvalidDataException">No lines, or too many or too long ones.</exception>
    public static async Task<CustomerLines> ReadAsync(string file, string language)
    {
        var lines = (await File.ReadAllLinesAsync(file, Encoding.UTF8)).Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();
        if (lines.Length is 0 or > MostLines) throw new InvalidDataException($"{file} has {lines.Length} lines; 1 to {MostLines} are needed.");
        if (Array.Find(lines, line => line.Length > LongestLine) is { } tooLong) throw new InvalidDataException($"{file} has a line of {tooLong.Length} characters; at most {LongestLine}.");
        return new(lines, [], language);
    }

    public SpokenLine Any(Random random) => _any[random.Next(_any.Length)];

    public SpokenLine ForHuman(Random random) => _humans[random.Next(_humans.Length)];

    /// <summary>One that no demo shop's knowledge has: the bot asks back or hands over.</summary>
    public SpokenLine NotKnown(Random random) => _unknown[random.Next(_unknown.Length)];

    /// <summary>Any line where nothing is known of the topic.</summary>
    public SpokenLine About(string topic, Random random) => _topics.TryGetValue(topic, out var lines) ? lines[random.Next(lines.Length)] : Any(random);

    private static DateTimeOffset? Time(JsonDocument entry, string name) => entry.RootElement.TryGetProperty(name, out var time) ? time.GetDateTimeOffset() : null;

    private static IEnumerable<string> OfLanguage(string[] lines, string language) => lines.Where(line => (line[0] > 0x2E80) == (language == "zh"));
}
