using System.Text.RegularExpressions;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Contracts.Agents;

/// <summary>The bounds of a profile, for everybody who takes one. Every error at once, each with the path of the value.</summary>
public static partial class ProfileRules
{
    public const int MostCapacity = 100;
    public const int MostQueues = 64;
    public const int MostSkills = 32;
    public const int MostLanguages = 16;
    public const int MostChannels = 16;
    public const int MostLabels = 32;
    public const int MostQualifications = 64;
    public const int MostTopics = 64;

    public static string[] Errors(AgentProfile profile)
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(profile.Name) || profile.Name.Length > 100) errors.Add("name: 1 to 100 characters.");
        if (profile.Capacity is < 1 or > MostCapacity) errors.Add($"capacity: 1 to {MostCapacity}.");
        if (profile.Share is < 1 or > 100) errors.Add("share: 1 to 100.");
        if (profile.WakeReserve < 0 || profile.WakeReserve > Math.Max(0, profile.Capacity)) errors.Add("wakeReserve: 0 to the capacity.");
        if (profile.Queues is not { Length: <= MostQueues }) errors.Add($"queues: at most {MostQueues}.");
        for (var i = 0; i < profile.Queues?.Length; i++)
        {
            if (!IsQueue(profile.Queues[i])) errors.Add($"queues[{i}]: shop/queue.");
        }
        Each("skills", profile.Skills, MostSkills, false, skill => skill.Skill, errors, (skill, path) =>
        {
            if (!IsText(skill.Skill, 64)) errors.Add($"{path}.skill: 1 to 64 characters.");
            if (skill.Level is < 1 or > 10) errors.Add($"{path}.level: 1 to 10.");
        });
        Each("languages", profile.Languages, MostLanguages, true, language => language, errors, (language, path) =>
        {
            if (!Language().IsMatch(language)) errors.Add($"{path}: a language tag such as zh or en-GB.");
        });
        Each("channels", profile.Channels, MostChannels, true, channel => channel, errors, (channel, path) =>
        {
            if (!KeyPart.IsValid(channel)) errors.Add($"{path}: the name of a channel.");
        });
        Each("labels", profile.Labels, MostLabels, false, label => label.Key, errors, (label, path) =>
        {
            if (!IsText(label.Key, 64)) errors.Add($"{path}.key: 1 to 64 characters.");
            if (!IsText(label.Value, 200)) errors.Add($"{path}.value: 1 to 200 characters.");
        });
        Each("qualifications", profile.Qualifications, MostQualifications, false, null, errors, (passed, path) => Check(passed, path, errors));
        return [.. errors];
    }

    private static void Check(Qualification passed, string path, List<string> errors)
    {
        if (!IsQueue(passed.Queue)) errors.Add($"{path}.queue: shop/queue.");
        if (passed.Role is not (QueueRole.Member or QueueRole.AllHands)) errors.Add($"{path}.role: member or all-hands; who is lent says the policy of his own queue.");
        if (passed.From is { } from && passed.Until is { } until && until <= from) errors.Add($"{path}.until: after from.");
        Each($"{path}.topics", passed.Topics, MostTopics, true, topic => topic, errors, (topic, at) =>
        {
            if (!IsText(topic, 64)) errors.Add($"{at}: 1 to 64 characters.");
        });
    }

    private static void Each<T>(string name, T[]? values, int most, bool needsOne, Func<T, string?>? key, List<string> errors, Action<T, string> check) where T : class
    {
        if (values is null) return;
        if (values.Length > most) errors.Add($"{name}: at most {most}.");
        if (needsOne && values.Length == 0) errors.Add($"{name}: leave it out to serve all, or name at least one.");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Math.Min(values.Length, most); i++)
        {
            var path = $"{name}[{i}]";
            if (values[i] is not { } value)
            {
                errors.Add($"{path}: missing.");
                continue;
            }
            check(value, path);
            if (key?.Invoke(value) is { } same && !seen.Add(same)) errors.Add($"{path}: twice.");
        }
    }

    private static bool IsQueue(QueueId queue) => queue.Name is not null && KeyPart.IsValid(queue.Name) && KeyPart.IsValid(queue.Shop.Value);

    private static bool IsText(string? text, int most) => !string.IsNullOrWhiteSpace(text) && text.Length <= most;

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$")]
    private static partial Regex Language();
}
