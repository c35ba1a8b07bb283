namespace Reception.Grains.Deltas;

/// <summary>A delta on its way to one grain: it keeps its number until it was taken, so that a repeat counts once. For one caller at a time.</summary>
internal sealed class Outgoing<TDelta>
    where TDelta : class
{
    /// <summary>What is on its way; null: nothing.</summary>
    public TDelta? Delta { get; private set; }

    /// <summary>From 1 upwards; 0: none was sent yet.</summary>
    public long Number { get; private set; }

    /// <summary>The next one.</summary>
    public void Put(TDelta delta) => (Delta, Number) = (delta, Number + 1);

    /// <summary>The grain has it.</summary>
    public void Taken(long number)
    {
        if (Number == number) Delta = null;
    }
}
