namespace Reception.Domain.Shops.Peak;

/// <summary>
/// A token bucket of rate r and burst b that several gateways draw from, fairly and without waste.
/// <para>
/// Each of the n gateways that were heard lately has a bucket of its own, at most b/n deep. What flows in, r · t, goes to all in equal
/// parts; a part that finds its bucket full goes to the others (water filling, the max-min fairness of Bertsekas and Gallager, Data
/// Networks, 6.5.2), and only what finds all of them full is lost. Who has too little may also borrow what others have above half of their depth.
/// </para><para>
/// So, for any pattern of takes: (1) from the beginning on, at most b + r · t is taken; (2) a gateway with demand has at least r/n, whatever the
/// others want, and all of r if they want nothing; (3) who together keep within r and a burst of b/2 are never refused, by whichever gateways
/// they come: then at least b/2 is left in all buckets together, of which one gateway can reach all but (n−1)/n · b/2.
/// </para>
/// One gateway is heard by its asking; after <see cref="Forgotten"/> without, its part is the others'. Time is passed in and may not go back.
/// </summary>
public sealed class SharedBucket
{
    public static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, Share> _shares = new(StringComparer.Ordinal);
    private double _rate;
    private double _burst;
    private double _unclaimed;
    private DateTimeOffset _at;

    public SharedBucket(double rate, double burst, DateTimeOffset now) => (_rate, _burst, _unclaimed, _at) = (rate, burst, burst, now);

    public int Gateways => _shares.Count;

    /// <summary>Another rate and burst from now on; what is there and fits stays.</summary>
    public void Set(double rate, double burst, DateTimeOffset now)
    {
        Flow(now);
        if (rate == _rate && burst == _burst) return;
        (_rate, _burst) = (rate, burst);
        Level(_unclaimed);
    }

    /// <summary>Takes up to <paramref name="want"/>; puts back <paramref name="unused"/> of what was taken before. <paramref name="wait"/>: until one more is there, if it was less.</summary>
    public int Take(string gateway, int want, int unused, DateTimeOffset now, out TimeSpan wait)
    {
        Flow(now);
        var share = Hear(gateway, now);
        Level(unused);
        var taken = Math.Min(want, (int)(share.Tokens + Lendable(share) + 1e-9));
        Pay(share, taken);
        wait = taken >= want ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - Math.Min(1, share.Tokens)) * _shares.Count / _rate);
        return taken;
    }

    private double Depth => _burst / Math.Max(1, _shares.Count);

    private Share Hear(string gateway, DateTimeOffset now)
    {
        var gone = 0.0;
        foreach (var (name, old) in _shares.Where(s => now - s.Value.Heard > Forgotten && s.Key != gateway).ToArray())
        {
            gone += old.Tokens;
            _shares.Remove(name);
        }
        if (!_shares.TryGetValue(gateway, out var share)) _shares.Add(gateway, share = new());
        share.Heard = now;
        gone += _unclaimed;
        _unclaimed = 0;
        Level(gone);
        return share;
    }

    private void Flow(DateTimeOffset now)
    {
        if (now <= _at) return;
        var flown = (now - _at).TotalSeconds * _rate;
        _at = now;
        if (_shares.Count > 0) Level(flown);
        else _unclaimed = Math.Min(_burst, _unclaimed + flown);
    }

    /// <summary>Pours it into the buckets, equally, as long as one has room; what stands above a depth that shrank is poured anew.</summary>
    private void Level(double tokens)
    {
        var depth = Depth;
        foreach (var share in _shares.Values.Where(s => s.Tokens > depth))
        {
            tokens += share.Tokens - depth;
            share.Tokens = depth;
        }
        var rooms = _shares.Values.Where(s => s.Tokens < depth).OrderBy(s => depth - s.Tokens).ToArray();
        for (var i = 0; i < rooms.Length && tokens > 0; i++)
        {
            var part = Math.Min(depth - rooms[i].Tokens, tokens / (rooms.Length - i));
            rooms[i].Tokens += part;
            tokens -= part;
        }
        if (_shares.Count == 0) _unclaimed = Math.Min(_burst, tokens);
    }

    private double Lendable(Share borrower) => _shares.Values.Where(s => s != borrower).Sum(s => Math.Max(0, s.Tokens - (Depth / 2)));

    private void Pay(Share share, double tokens)
    {
        var own = Math.Min(share.Tokens, tokens);
        share.Tokens -= own;
        var lent = Lendable(share);
        if (tokens - own <= 0 || lent <= 0) return;
        var part = Math.Min(1, (tokens - own) / lent);
        foreach (var other in _shares.Values.Where(s => s != share && s.Tokens > Depth / 2)) other.Tokens -= (other.Tokens - (Depth / 2)) * part;
    }

    private sealed class Share
    {
        public double Tokens { get; set; }

        public DateTimeOffset Heard { get; set; }
    }
}
