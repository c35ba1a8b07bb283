using Reception.Contracts.Shops;

namespace Reception.Gateway.Admission;

/// <summary>Tokens of one kind, what is wanted and refused a second. <paramref name="least"/>: the fewest that are asked for. Its owner holds a lock.</summary>
internal sealed class TokenPot(int least)
{
    private const int LeastHintMs = 100;
    private const int MostHintMs = 10_000;

    private int _tokens;
    private bool _isUnlimited;
    private double _perSecond;
    private DateTimeOffset _grantedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _validUntil = DateTimeOffset.MinValue;
    private Rate _demand;
    private Rate _refused;

    /// <summary>Until then there is no more to be had.</summary>
    public DateTimeOffset DryUntil { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>False until the first answer.</summary>
    public bool IsKnown => _grantedAt > DateTimeOffset.MinValue;

    public void OnDemand(int count, DateTimeOffset now) => _demand = _demand.Plus(count, now);

    public bool TryTake(int count, DateTimeOffset now)
    {
        if (now - _grantedAt > ShopTokens.Stale) return false;
        if (_isUnlimited) return true;
        if (_tokens < count) return false;
        _tokens -= count;
        return true;
    }

    public void GiveBack(int count) => _tokens += _isUnlimited ? 0 : count;

    /// <summary>True when an answer is old, or half of what a second takes is used up.</summary>
    public bool WantsMore(DateTimeOffset now) => now >= _validUntil || (!_isUnlimited && _tokens < Goal(now) / 2 && now >= DryUntil);

    /// <summary>How many to ask for, and how many to give back; those are gone from here.</summary>
    public (int Want, int Unused) Ask(int count, DateTimeOffset now)
    {
        var goal = Math.Max(count, Goal(now));
        var unused = Math.Max(0, _tokens - goal);
        _tokens -= unused;
        return (_isUnlimited ? count : Math.Min(BudgetAsk.Most, goal - _tokens), unused);
    }

    public void OnGranted(int asked, int? granted, int afterMs, double perSecond, int validMs, DateTimeOffset now)
    {
        _isUnlimited = granted is null;
        _tokens = granted is { } more ? _tokens + more : 0;
        _perSecond = perSecond;
        (_grantedAt, _validUntil) = (now, now.AddMilliseconds(validMs));
        DryUntil = granted < asked ? now.AddMilliseconds(afterMs) : DateTimeOffset.MinValue;
    }

    /// <summary>Nobody answered: for this time it is what it was, with the last known part of the rate.</summary>
    public void OnUnanswered(TimeSpan pause, DateTimeOffset now)
    {
        if (!IsKnown) return;
        (_grantedAt, DryUntil) = (now, now + pause);
        if (!_isUnlimited) _tokens += Math.Max(1, (int)(_perSecond * pause.TotalSeconds));
    }

    /// <summary>When to come again, in milliseconds: so that all who were refused come at about the pace at which there is room.</summary>
    public double OnRefused(int count, DateTimeOffset now)
    {
        _refused = _refused.Plus(count, now);
        var room = _perSecond > 0 ? 1000 * _refused.Of(now) / _perSecond : LeastHintMs;
        return Math.Clamp(Math.Max(room, (DryUntil - now).TotalMilliseconds), LeastHintMs, MostHintMs);
    }

    private int Goal(DateTimeOffset now) => (int)Math.Clamp(_demand.Of(now), least, BudgetAsk.Most);

    /// <summary>How many in a second: those of the current one, or of the one before if they are more.</summary>
    private readonly record struct Rate(long Second, double Now, double Before)
    {
        public Rate Plus(int count, DateTimeOffset now)
        {
            var second = now.ToUnixTimeSeconds();
            return second == Second ? this with { Now = Now + count } : new(second, count, second == Second + 1 ? Now : 0);
        }

        public double Of(DateTimeOffset now) => (now.ToUnixTimeSeconds() - Second) switch { 0 => Math.Max(Now, Before), 1 => Now, _ => 0 };
    }
}
