using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Domain.Agents;

/// <summary>The profile, and the queues it makes him belong to: by policies as they are now, and by shifts that begin and end at the ledger's own deadlines.</summary>
public sealed partial class AgentLedger
{
    private readonly Dictionary<ShopId, AgentPolicy> _seen = [];
    private Dictionary<QueueId, AgentTraits> _belongings = [];
    private DateTimeOffset? _shiftAt;
    private DateTimeOffset _lookAt;

    /// <summary>The queues he belongs to now.</summary>
    public IReadOnlyCollection<QueueId> Queues => _belongings.Keys;

    /// <summary>Creates or changes who he is; every error at once.</summary>
    public ProfileResult PutProfile(AgentProfile profile, DateTimeOffset now)
    {
        OnTime(now);
        string[] errors = profile.Id == _id ? ProfileRules.Errors(profile) : ["id: another agent's.", .. ProfileRules.Errors(profile)];
        if (errors.Length > 0) return new(ProfileOutcome.Invalid, errors);
        State.Profile = StoredProfile.Of(profile);
        ReadProfile(now);
        Changed();
        Store();
        return new(ProfileOutcome.Stored, []);
    }

    private void ReadProfile(DateTimeOffset now)
    {
        Profile = State.Profile?.ToProfile();
        Belong(now);
    }

    /// <summary>What shifts and policies have changed.</summary>
    private void Look(DateTimeOffset now)
    {
        if (Profile is not { } profile) return;
        var isDue = _shiftAt <= now;
        if (!isDue && !Belongings.Shops(profile).Any(shop => !_seen.TryGetValue(shop, out var seen) || seen != _policy(shop)))
        {
            _lookAt = now + AgentPolicy.LookTime;
            return;
        }
        Belong(now);
        Changed();
    }

    private void Belong(DateTimeOffset now)
    {
        _lookAt = now + AgentPolicy.LookTime;
        _seen.Clear();
        if (Profile is not { } profile) return;
        foreach (var shop in Belongings.Shops(profile)) _seen[shop] = _policy(shop);
        var before = _belongings;
        _belongings = Belongings.Of(profile, shop => _seen[shop], now);
        _shiftAt = Belongings.NextChange(profile, now);
        _formerQueues.ExceptWith(_belongings.Keys);
        _formerQueues.UnionWith(before.Keys.Where(queue => !_belongings.ContainsKey(queue)));
        foreach (var offer in _reservations.Values.Where(o => !_belongings.ContainsKey(o.Queue)).ToArray()) Leave(offer);
    }
}
