namespace Reception.Grains.Deltas;

/// <summary>What this silo adds up for grains elsewhere.</summary>
internal interface IDeltaSource<TDelta>
    where TDelta : class
{
    /// <summary>What is to be sent: a delta keeps its number until it was <see cref="Taken"/>. For one caller at a time.</summary>
    IReadOnlyList<(string Key, long Number, TDelta Delta)> ToSend();

    /// <summary>The grain of that key has it.</summary>
    void Taken(string key, long number);
}
