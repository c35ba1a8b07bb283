using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Domain.Simulation;
using Reception.Domain.Staffing;

namespace Reception.Domain.Tests.Simulation;

/// <summary>One queue in its steady state, as theory has it: agents accept without being asked, one work each, exponential times.</summary>
internal sealed record SteadyShop(int Agents, double Rho, double? Patience = null, double Handling = 180, DurationShape Shape = DurationShape.Exponential, int Concurrency = 1, double Stretch = 0)
{
    public static readonly ShopId Shop = new("shop");
    public static readonly QueueId Queue = new(Shop, "chats");
    public static readonly DateTimeOffset Start = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);

    public double Arrivals => Rho * Rates.Full;

    public SteadyQueue Theory => SteadyQueue.Of(Arrivals, Rates, Patience);

    private ServiceRates Rates => ServiceRates.Chats(Agents, Concurrency, Handling, Stretch);

    public Scenario Scenario(long arrivals, int seed, bool tellsRange = false)
    {
        var length = TimeSpan.FromSeconds(1.5 * arrivals / Arrivals);
        var demand = new DemandStream("all", new PoissonArrivals([new RateSpan(TimeSpan.Zero, length, length.TotalSeconds * Arrivals)]),
            new Duration(Handling, Shape), Patience is { } patience ? new Duration(patience) : null, "chats", Stretch: Stretch);
        var staff = Enumerable.Range(1, Agents).Select(i => Member($"agent-{i}", length, Concurrency)).ToArray();
        return new Scenario(Shop, Policy(), staff, [demand], Start, length, seed, TimeSpan.FromSeconds(0.02 * arrivals / Arrivals), arrivals, tellsRange);
    }

    public static StaffMember Member(string name, TimeSpan until, int capacity = 1) =>
        new(new AgentProfile(new AgentId(name), name, [Queue], capacity), [new Shift(TimeSpan.Zero, until)], Duration.None);

    public static ShopPolicy Policy(QueueRules? rules = null) => new("Shop", "zh", "Asia/Shanghai",
        [new QueuePolicy("chats", TargetSeconds: 60, Rules: rules ?? new QueueRules(Offers: new OfferRules(AutoAccept: true)))], [new ChannelPolicy("web")], new BotPolicy());
}
