using Reception.Contracts.Shops;

namespace Reception.Domain.Shops;

/// <summary>The names that other parts of a policy may refer to, spelt as they are there, and who lends to whom.</summary>
internal sealed class PolicyNames(ShopPolicy policy)
{
    private readonly HashSet<string> _queues = [.. Queues(policy).Select(q => q.Name).OfType<string>()];
    private readonly HashSet<string> _channels = [.. (policy.Channels ?? []).Take(PolicyValidator.MaxChannels).Select(c => c?.Name).OfType<string>()];
    private readonly HashSet<(string? Home, string To)> _lent = [.. Queues(policy).SelectMany(q => (q.Rules?.Lends?.To ?? []).Take(PolicyValidator.MaxQueues).Select(to => ((string?)q.Name, to)))];

    public void Queue(PolicyErrors errors, string path, string? name) => errors.Check(name is null || _queues.Contains(name), path, $"there is no queue '{name}'");

    public void OtherQueue(PolicyErrors errors, string path, string? name, string? self)
    {
        Queue(errors, path, name);
        errors.Check(name is null || name != self, path, "is the queue itself");
    }

    public void Channel(PolicyErrors errors, string path, string? name) => errors.Check(name is null || _channels.Contains(name), path, $"there is no channel '{name}'");

    public void Lender(PolicyErrors errors, string path, string home, string? to)
    {
        OtherQueue(errors, path, home, to);
        errors.Check(home == to || to is null || !_queues.Contains(home) || _lent.Contains((home, to)), path, $"'{home}' does not lend to '{to}' (its rules.lends.to)");
    }

    private static IEnumerable<QueuePolicy> Queues(ShopPolicy policy) => (policy.Queues ?? []).Take(PolicyValidator.MaxQueues).OfType<QueuePolicy>();
}
