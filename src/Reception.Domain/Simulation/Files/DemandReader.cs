using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Domain.Staffing;

namespace Reception.Domain.Simulation.Files;

/// <summary>Reads a demand file; whatever is wrong goes to the sections' list, and reading goes on.</summary>
internal sealed class DemandReader(ShopId shop)
{
    private readonly HashSet<string> _ids = [];
    private TimeSpan _from;
    private TimeSpan _until;

    public DemandFile Read(YamlSection root)
    {
        var day = root.Day("day") ?? new DateOnly(2026, 11, 11);
        (_from, _until) = (root.Time("from") ?? TimeSpan.Zero, root.Time("until") ?? TimeSpan.FromDays(1));
        if (_until <= _from) root.Refuse("until", "has to be after 'from'");
        var seed = root.Count("seed", 0, int.MaxValue) ?? 1;
        var within = root.Number("within", 0, 86_400);
        var staff = root.Sections("agents").SelectMany(agent => Agents(agent, day)).ToArray();
        if (staff.Length > DemandFile.MostAgents) root.Refuse("agents", $"are more than {DemandFile.MostAgents}");
        var streams = root.Sections("arrivals").Select(Stream).ToArray();
        var recorded = Recorded(root.Section("recorded"));
        var staffing = Staffing(root.Section("staffing"), within);
        root.Close();
        return new DemandFile(day, _from, _until, seed, within, staff, streams, recorded, staffing);
    }

    private IEnumerable<StaffMember> Agents(YamlSection section, DateOnly day)
    {
        var name = section.RequiredText("name", "agent");
        if (!KeyPart.IsValid(name)) section.Refuse("name", $"'{name}' is no valid id: letters, digits, - _ . ~");
        var count = section.Count("count", 1, DemandFile.MostAgents) ?? 1;
        var queues = Queues(section, section.Texts("queues") ?? []);
        var capacity = section.Count("capacity", 1, 100) ?? 1;
        var shifts = Shifts(section);
        var profile = new AgentProfile(new AgentId("nobody"), name, queues, capacity, Skills(section)?.Select(s => new AgentSkill(s.Skill, s.Level)).ToArray(),
            section.Texts("languages"), section.Texts("channels"), Labels(section), Qualifications(section, day), section.Count("share", 1, 100) ?? 1);
        if (queues.Length == 0 && profile.Qualifications is null) section.Refuse("queues", "are missing");
        var accepts = section.Duration("accepts", DurationShape.Exponential) ?? Duration.None;
        var declines = section.Number("declines", 0, 1) ?? 0;
        section.Close();
        for (var i = 1; i <= count && KeyPart.IsValid(name); i++)
        {
            var id = count == 1 ? name : $"{name}-{i}";
            if (!KeyPart.IsValid(id) || !_ids.Add(id)) section.Refuse("name", $"'{id}' stands there twice or is too long");
            else yield return new StaffMember(profile with { Id = new AgentId(id), Name = id }, shifts, accepts, declines);
        }
    }

    private List<Shift> Shifts(YamlSection section)
    {
        if (!section.Has("shifts")) return [new Shift(TimeSpan.Zero, _until - _from)];
        var shifts = new List<Shift>();
        foreach (var text in section.Texts("shifts") ?? [])
        {
            if (text.Split('-') is [var begins, var ends] && YamlSection.TryTime(begins.Trim()) is { } from && YamlSection.TryTime(ends.Trim()) is { } until && from < until)
            {
                if (until > _from && from < _until) shifts.Add(new Shift((from < _from ? _from : from) - _from, (until > _until ? _until : until) - _from));
            }
            else section.Refuse("shifts", $"'{text}' is no shift like \"09:00-17:30\"");
        }
        shifts.Sort((a, b) => a.From.CompareTo(b.From));
        if (shifts.Zip(shifts.Skip(1)).Any(p => p.Second.From < p.First.Until)) section.Refuse("shifts", "overlap");
        return shifts;
    }

    private Qualification[]? Qualifications(YamlSection section, DateOnly day)
    {
        if (!section.Has("qualifications")) return null;
        return [.. section.Sections("qualifications").Select(q =>
        {
            var queues = Queues(q, [q.RequiredText("queue", "queue")]);
            var midnight = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
            var passed = new Qualification(queues.FirstOrDefault(), q.Choice<QueueRole>("role") ?? QueueRole.Member, midnight + q.Time("from"), midnight + q.Time("until"), q.Texts("topics"));
            q.Close();
            return passed;
        })];
    }

    private QueueId[] Queues(YamlSection section, string[] names)
    {
        foreach (var name in names.Where(n => !KeyPart.IsValid(n))) section.Refuse("queues", $"'{name}' is no valid queue name");
        return [.. names.Where(KeyPart.IsValid).Distinct(StringComparer.Ordinal).Select(n => new QueueId(shop, n))];
    }

    private DemandStream Stream(YamlSection section)
    {
        var name = section.RequiredText("name", "arrivals");
        var request = new WorkRequest(section.Choice<WorkKind>("kind") ?? WorkKind.Chat, Channel(section), section.Text("language"), section.Count("priority", 0, 9) ?? 0, Labels(section), Skills(section));
        var (queue, topic) = (section.Text("queue"), section.Text("topic"));
        var arrivals = Arrivals(section);
        var handling = section.Duration("handling", DurationShape.Lognormal);
        if (handling is not { MeanSeconds: > 0 } && !(section.Has("handling") && handling is null)) section.Refuse("handling", "has to be given in seconds, above 0");
        var stream = new DemandStream(name, arrivals, handling ?? Duration.None, section.Duration("patience", DurationShape.Exponential), queue, topic, request,
            section.Number("stretch", 0, 1) ?? 0, section.Number("takesOffer", 0, 1) ?? 0);
        section.Close();
        return stream;
    }

    private static string? Channel(YamlSection section)
    {
        var channel = section.Text("channel");
        if (channel is not null && !KeyPart.IsValid(channel)) section.Refuse("channel", $"'{channel}' is no valid channel name");
        return KeyPart.IsValid(channel) ? channel : null;
    }

    private Arrivals Arrivals(YamlSection section)
    {
        var (hours, times) = (section.Numbers("hours", 0, 1e7), section.Texts("times"));
        if (section.Has("hours") == section.Has("times")) section.Refuse("hours", "either 'hours' (customers an hour from each time of day on) or 'times' has to be given");
        if (times is not null) return Recorded(section, times);
        var from = new List<(TimeSpan At, double AnHour)>();
        foreach (var (text, anHour) in hours ?? [])
        {
            if (YamlSection.TryTime(text) is not { } at) section.Refuse("hours", $"'{text}' is no time of day like \"08:30\" (in quotes)");
            else if (from.Count > 0 && at <= from[^1].At) section.Refuse("hours", $"'{text}' does not come after the one before it");
            else from.Add((at, anHour));
        }
        var spans = new List<RateSpan>();
        for (var i = 0; i < from.Count; i++)
        {
            var (begins, ends) = (from[i].At < _from ? _from : from[i].At, i + 1 < from.Count ? from[i + 1].At : _until);
            if (ends > _until) ends = _until;
            if (ends > begins) spans.Add(new RateSpan(begins - _from, ends - begins, from[i].AnHour * (ends - begins).TotalHours));
        }
        return new PoissonArrivals(spans);
    }

    private RecordedArrivals Recorded(YamlSection section, string[] texts)
    {
        var times = new List<TimeSpan>();
        foreach (var text in texts)
        {
            if (YamlSection.TryTime(text) is not { } at) section.Refuse("times", $"'{text}' is no time of day like \"08:30:15\" (in quotes)");
            else if (at >= _from && at < _until) times.Add(at - _from);
        }
        times.Sort();
        return new RecordedArrivals(times);
    }

    private static SkillRequirement[]? Skills(YamlSection section)
    {
        if (section.Numbers("skills", 1, 10) is not { } skills) return null;
        foreach (var (name, level) in skills.Where(s => s.Value != Math.Floor(s.Value))) section.Refuse("skills", FormattableString.Invariant($"{name}: {level} is no whole level from 1 to 10"));
        return [.. skills.Select(s => new SkillRequirement(s.Name, (int)s.Value))];
    }

    private static Label[]? Labels(YamlSection section)
    {
        if (section.Texts("labels") is not { } labels) return null;
        foreach (var text in labels.Where(l => !l.Contains('=', StringComparison.Ordinal))) section.Refuse("labels", $"'{text}' is no label like key=value");
        return [.. labels.Select(l => l.Split('=', 2)).Where(p => p.Length == 2).Select(p => new Label(p[0].Trim(), p[1].Trim()))];
    }

    private static RecordedDemand Recorded(YamlSection? section)
    {
        if (section is null) return new RecordedDemand(new Duration(300, DurationShape.Lognormal), null, 0, 0);
        var recorded = new RecordedDemand(section.Duration("handling", DurationShape.Lognormal) ?? new Duration(300, DurationShape.Lognormal), section.Duration("patience", DurationShape.Exponential),
            section.Number("stretch", 0, 1) ?? 0, section.Number("takesOffer", 0, 1) ?? 0);
        section.Close();
        return recorded;
    }

    private static StaffingWish Staffing(YamlSection? section, double? within)
    {
        if (section is null) return new StaffingWish(1, 0, 0, new StaffTarget(WithinSeconds: within ?? 20));
        var wish = new StaffingWish(section.Count("concurrency", 1, 20) ?? 1, section.Number("stretch", 0, 1) ?? 0, section.Number("shrinkage", 0, 0.9) ?? 0, new StaffTarget(
            section.Number("serviceLevel", 0, 0.9999) ?? (section.Has("meanWait") || section.Has("abandonment") || section.Has("occupancy") ? null : 0.8),
            section.Number("within", 0, 86_400) ?? within ?? 20, section.Number("meanWait", 0.001, 86_400), section.Number("abandonment", 0.0001, 1), section.Number("occupancy", 0.01, 1)));
        section.Close();
        return wish;
    }
}
