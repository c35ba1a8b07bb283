namespace LocalOrleans;

/// <summary>
/// The calls of one link that wait for their answer, by number. A number is a slot and the slot's age, so a late answer to a number whose slot has been used again
/// finds nothing. Guarded by the link's gate. Whoever takes a call out owns it.
/// </summary>
internal sealed class InFlight
{
    private GrainCall?[] _calls = new GrainCall?[64];
    private uint[] _ages = new uint[64];
    private int[] _free = [.. Enumerable.Range(0, 64)];
    private int _used;

    /// <summary>The number the next call will have; never 0.</summary>
    public ulong Next => _used == _calls.Length ? ((ulong)1 << 32) | (uint)_used : ((ulong)(_ages[_free[_used]] + 1) << 32) | (uint)_free[_used];

    public void Add(GrainCall call)
    {
        if (_used == _calls.Length) Grow();
        var slot = _free[_used++];
        _ages[slot]++;
        _calls[slot] = call;
    }

    /// <summary>The call with this number; null if it is not there any more.</summary>
    public GrainCall? Take(ulong number)
    {
        var slot = (uint)number;
        if (slot >= _calls.Length || _ages[slot] != (uint)(number >> 32) || _calls[slot] is not { } call) return null;
        _calls[slot] = null;
        _free[--_used] = (int)slot;
        return call;
    }

    public List<GrainCall> TakeAll()
    {
        var all = _calls.OfType<GrainCall>().ToList();
        Array.Clear(_calls);
        return all;
    }

    private void Grow()
    {
        var before = _calls.Length;
        Array.Resize(ref _calls, before * 2);
        Array.Resize(ref _ages, before * 2);
        Array.Resize(ref _free, before * 2);
        for (var slot = before; slot < before * 2; slot++) _free[slot] = slot;
    }
}
